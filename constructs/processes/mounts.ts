import type { Cluster } from '../../environments/resolve-cluster';
import { mountDirectory } from '../config/mounts';
import type { OutsideFlow, SecretUse } from '../workload/process';

/** Secrets with the credentials of the mounts, for every process that has the mount table. */
export function mountSecrets({ environment: { mounts } }: Cluster): SecretUse[] {
  return Object.entries(mounts).flatMap(([mount, { credentials }]) =>
    credentials === undefined ? [] : [{ secret: credentials, directory: mountDirectory(mount) }],
  );
}

/** Flows to the mounted stores, for every process that has the mount table. */
export function mountFlows({ environment: { mounts } }: Cluster): OutsideFlow[] {
  return Object.values(mounts).map(({ remote, endpoint, ranges }) => ({ ports: portsOf(remote, endpoint), ranges }));
}

const httpsPort = 443;
const nameNodePort = 8020;

/** Ports where DataNodes of another HDFS hand out blocks, besides that of its NameNode. */
const dataNodePorts = [9866, 9867];

function portsOf(remote: string, endpoint: string | undefined): number[] {
  const { port, protocol } = new URL(remote.startsWith('hdfs:') ? remote : (endpoint ?? 'https://amazon'));
  return protocol === 'hdfs:' ? [Number(port || nameNodePort), ...dataNodePorts] : [Number(port || httpsPort)];
}
