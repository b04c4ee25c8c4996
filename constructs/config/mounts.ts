import type { Cluster } from '../../environments/resolve-cluster';
import { secretDirectories } from '../../images/contract';
import { hadoop } from '../../images/hadoop/contract';
import type { Properties } from './config-file';

/**
 * Makes the stores of `mounts` folders of HDFS for a client; servers of HDFS must not have it, nor those who only pass names on.
 *
 * A client then asks the mount table first: what is below no mount is in HDFS itself. It is still HDFS to those who ask for what only HDFS has, as Hive.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-project-dist/hadoop-hdfs/ViewFsOverloadScheme.html
 */
export function mountTable({ environment: { mounts }, name }: Cluster): Properties {
  const entries = Object.entries(mounts);
  if (entries.length === 0) return {};
  const table = `fs.viewfs.mounttable.${name}`;
  return {
    'fs.hdfs.impl': 'org.apache.hadoop.hdfs.ViewDistributedFileSystem',
    'fs.viewfs.overload.scheme.target.hdfs.impl': 'org.apache.hadoop.hdfs.DistributedFileSystem',
    [`${table}.linkFallback`]: `hdfs://${name}/`,
    ...Object.fromEntries(entries.map(([mount, { remote }]) => [`${table}.link./mounts/${mount}`, remote])),
    ...Object.fromEntries(
      entries.flatMap(([, { remote, endpoint }]) =>
        endpoint === undefined
          ? []
          : [
              [`fs.s3a.bucket.${bucketOf(remote)}.endpoint`, endpoint],
              // A store that is not Amazon's has seldom a host name for each bucket.
              [`fs.s3a.bucket.${bucketOf(remote)}.path.style.access`, 'true'],
            ],
      ),
    ),
  };
}

/** Lists of the mount table name a group of the caller: without the files of users it is the one of the same name, which does. */
export function mountGroups({ environment: { mounts } }: Cluster): Properties {
  return Object.keys(mounts).length > 0 ? { 'hadoop.security.group.mapping': hadoop.groupMapping } : {};
}

/** Where the credentials of a mount are mounted. */
export function mountDirectory(mount: string): string {
  return `${secretDirectories.mounts}/${mount}`;
}

/** Files with the credentials of the mounts, for {@link HadoopConfigurationOptions.includes}. */
export function mountIncludes({ environment: { mounts } }: Cluster): string[] {
  return Object.entries(mounts).flatMap(([mount, { credentials }]) =>
    credentials === undefined ? [] : `${mountDirectory(mount)}/credentials.xml`,
  );
}

function bucketOf(remote: string): string {
  return remote.split('/')[2]!;
}
