/**
 * Every port of the cluster, by process and name.
 *
 * A name begins with the process, since names are unique within a pod; it has at most 15 characters, as Kubernetes demands.
 * `nmnode-0-svc:9000` is the address that jobs written for SQL Server Big Data Clusters name.
 */
export const ports = {
  'name-node': { 'nn-rpc': 9000, 'nn-http': 9870 },
  zkfc: { 'zkfc-rpc': 8019 },
  'journal-node': { 'jn-rpc': 8485, 'jn-http': 8480 },
  'zoo-keeper': { 'zk-client': 2181, 'zk-peer': 2888, 'zk-election': 3888 },
  'data-node': { 'dn-data': 9866, 'dn-http': 9864, 'dn-ipc': 9867 },
  'resource-manager': { 'rm-rpc': 8032, 'rm-scheduler': 8030, 'rm-tracker': 8031, 'rm-admin': 8033, 'rm-http': 8088 },
  'sql-server': { 'sql-tds': 1433, 'sql-mirroring': 5022 },
  'ag-agent': { 'ag-http': 8300 },
  'node-manager': { 'nm-rpc': 8041, 'nm-localizer': 8040, 'nm-http': 8042 },
} as const;

/**
 * Ports that the containers of a NodeManager open as they like: drivers, executors, their web pages.
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/ `net.ipv4.ip_local_port_range` is a safe sysctl
 */
export const runtimePorts = { first: 40000, last: 44999 } as const;
