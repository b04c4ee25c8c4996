import type { Cluster } from '../../environments/resolve-cluster';
import type { OutsideFlow, SecretUse } from '../workload/process';
import type { Properties } from './config-file';

/** Where the credentials of mounts are mounted, a directory each. */
const credentialsDirectory = '/var/run/secrets/mounts';

/**
 * Makes the stores of `mounts` folders of HDFS for a client; servers of HDFS must not have it, nor those who only pass names on.
 *
 * A client then asks the mount table first: what is below no mount is in HDFS itself.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-project-dist/hadoop-hdfs/ViewFsOverloadScheme.html
 */
export function mountTable({ environment: { mounts }, name }: Cluster): Properties {
  const entries = Object.entries(mounts);
  if (entries.length === 0) return {};
  const table = `fs.viewfs.mounttable.${name}`;
  return {
    'fs.hdfs.impl': 'org.apache.hadoop.fs.viewfs.ViewFileSystemOverloadScheme',
    'fs.viewfs.overload.scheme.target.hdfs.impl': 'org.apache.hadoop.hdfs.DistributedFileSystem',
    [`${table}.linkFallback`]: `hdfs://${name}/`,
    ...Object.fromEntries(entries.map(([mount, { remote }]) => [`${table}.link./mounts/${mount}`, remote])),
    ...Object.fromEntries(
      entries.flatMap(([, { remote, endpoint }]) =>
        endpoint === undefined
          ? []
          : [
              [`fs.s3a.bucket.${hostOf(remote)}.endpoint`, endpoint],
              // A store that is not Amazon's has seldom a host name for each bucket.
              [`fs.s3a.bucket.${hostOf(remote)}.path.style.access`, 'true'],
            ],
      ),
    ),
  };
}

/** Files with the credentials of the mounts, for {@link HadoopConfigurationOptions.includes}. */
export function mountIncludes(cluster: Cluster): string[] {
  return withCredentials(cluster).map(({ directory }) => `${directory}/credentials.xml`);
}

/** Secrets with the credentials of the mounts, for every process that has the mount table. */
export function mountSecrets(cluster: Cluster): SecretUse[] {
  return withCredentials(cluster);
}

/** Flows to the mounted stores, for every process that has the mount table. */
export function mountFlows({ environment: { mounts } }: Cluster): OutsideFlow[] {
  return Object.values(mounts).map(({ remote, endpoint, ranges }) => ({ ports: portsOf(remote, endpoint), ranges }));
}

function withCredentials({ environment: { mounts } }: Cluster) {
  return Object.entries(mounts).flatMap(([mount, { credentials }]) =>
    credentials === undefined ? [] : { secret: credentials, directory: `${credentialsDirectory}/${mount}` },
  );
}

/** Bucket, account or host of an address. */
function hostOf(remote: string): string {
  return remote.split('/')[2]!;
}

const httpsPort = 443;
const nameNodePort = 8020;

/** Ports where DataNodes of another HDFS hand out blocks, besides that of its NameNode. */
const dataNodePorts = [9866, 9867];

function portsOf(remote: string, endpoint: string | undefined): number[] {
  if (remote.startsWith('hdfs:')) return [Number(/:(\d+)$/.exec(hostOf(remote))?.[1] ?? nameNodePort), ...dataNodePorts];
  return [Number(new URL(endpoint ?? 'https://amazon').port || httpsPort)];
}
