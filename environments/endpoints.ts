import type { z } from 'zod';
import type { Platform } from './platforms/platform';
import type { Cluster } from './resolve-cluster';
import type { Environment } from './schema/environment';
import type { EndpointName, ServiceType, endpoints as schema } from './schema/endpoints';

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
  livy: { 'livy-https': 8998, 'livy-drivers': 8997 },
  'spark-history': { 'history-https': 18480 },
  'hive-metastore': { 'hms-thrift': 9083 },
  's3-sql': { 's3-sql': 9443 },
  's3-mlflow': { 's3-mlflow': 9444 },
  's3-apps': { 's3-apps': 9445 },
  'http-fs': { 'fs-http': 14000 },
  gateway: { 'gw-https': 8443 },
  controller: { 'ctl-https': 8443, 'ctl-dashboard': 8444 },
  'app-proxy': { 'proxy-https': 8443 },
  app: { 'app-https': 8443 },
  database: { 'db-sql': 5432 },
  mlflow: { 'mlflow-https': 5000 },
  notebooks: { 'nb-https': 8888 },
  kdc: { 'kdc-tickets': 1088, 'kdc-admin': 1749 },
} as const;

/** Numbers of the web pages of Hadoop with TLS; the names stay, since callers know a door by its name. */
const webPortsWithTls: Readonly<Record<string, number>> = {
  'nn-http': 9871,
  'jn-http': 8481,
  'dn-http': 9865,
  'rm-http': 8090,
  'nm-http': 8044,
};

/** Ports of a process of Hadoop: with Kerberos its web pages have TLS, since a ticket proves who calls and hides nothing. */
export function hadoopPorts<Name extends keyof typeof ports>(
  { realm }: Pick<Cluster, 'realm'>,
  name: Name,
): Record<keyof (typeof ports)[Name], number> {
  const entries = Object.entries<number>(ports[name]).map(([port, number]) => [port, (realm && webPortsWithTls[port]) ?? number]);
  return Object.fromEntries(entries) as Record<keyof (typeof ports)[Name], number>;
}

/**
 * Ports that the containers of a NodeManager open as they like: drivers, executors, their web pages.
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/ `net.ipv4.ip_local_port_range` is a safe sysctl
 */
export const runtimePorts = { first: 40000, last: 44999 } as const;

/** A kind of door: what no environment changes. */
interface Door {
  /** The same words as in SQL Server Big Data Clusters: clients show them. */
  readonly description: string;

  /** `tds` is what SQL Server speaks; it does not begin with TLS. */
  readonly protocol: 'https' | 'tds';

  /** Port that callers use, unless the environment says otherwise. */
  readonly port: number;

  /** Name of the Service that callers outside meet. */
  readonly service: string;
}

const doors: Readonly<Record<EndpointName, Door>> = {
  controller: { description: 'Cluster Management Service', protocol: 'https', port: 30080, service: 'controller-svc-external' },
  mgmtproxy: { description: 'Management Proxy', protocol: 'https', port: 30777, service: 'mgmtproxy-svc-external' },
  gateway: { description: 'Gateway to access HDFS files, Spark', protocol: 'https', port: 30443, service: 'gateway-svc-external' },
  'app-proxy': { description: 'Application Proxy', protocol: 'https', port: 30778, service: 'appproxy-svc-external' },
  'sql-server-master': {
    description: 'SQL Server Master Instance Front-End',
    protocol: 'tds',
    port: 31433,
    service: 'master-svc-external',
  },
  'sql-server-master-readonly': {
    description: 'SQL Server Master Readable Secondary Replicas',
    protocol: 'tds',
    port: 31436,
    service: 'master-secondary-svc-external',
  },
};

/** Port that the routers of OpenShift listen on. */
export const routePort = 443;

/** An endpoint with nothing left open. */
export interface Endpoint extends Door, Omit<z.output<typeof schema>[EndpointName], 'serviceType' | 'port'> {
  readonly name: EndpointName;
  readonly serviceType: ServiceType;
}

/** All endpoints that the cluster can have. */
export function resolveEndpoints({ endpoints, platform: { exposure } }: Environment, { serviceTypes }: Platform) {
  const resolve = (name: EndpointName): Endpoint => {
    const { serviceType = exposure ?? serviceTypes[0], port = doors[name].port, ...given } = endpoints[name];
    return { ...doors[name], ...given, name, serviceType, port: serviceType === 'Route' ? routePort : port };
  };
  const names = Object.keys(doors) as EndpointName[];
  return Object.fromEntries(names.map((name) => [name, resolve(name)])) as Readonly<Record<EndpointName, Endpoint>>;
}
