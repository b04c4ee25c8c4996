/**
 * Every port of the cluster, by process and name.
 *
 * A name begins with the process, since names are unique within a pod; it has at most 15 characters, as Kubernetes demands.
 * `nmnode-0-svc:9000` is the address that jobs written for SQL Server Big Data Clusters name.
 */
export const ports = {
  'name-node': { 'nn-rpc': 9000, 'nn-http': 9870 },
  'data-node': { 'dn-data': 9866, 'dn-http': 9864, 'dn-ipc': 9867 },
} as const;
