import type { Cluster } from '../../environments/resolve-cluster';
import { hadoop } from '../../images/hadoop/contract';
import type { ConfigFile } from './config-file';

/** A directory of HDFS: who it belongs to, and what others may do in it. */
interface Directory {
  readonly path: string;

  /** User; the group is that user's. `*` in owner and path stands for each user of the cluster. */
  readonly owner: string;

  readonly mode: string;
}

/** Everybody makes their own, and nobody removes that of others. */
const shared = '1777';

/**
 * Directories that the active NameNode makes, as far as the parts are there that need them; parents come first.
 *
 * The owners are who the services are to HDFS, see `core-kerberos.ts`; in a realm the history server has another name.
 */
export function hdfsDirectories(cluster: Cluster): ConfigFile {
  const { hdfs, realm, spark } = cluster;
  const directories: Directory[] = [
    { path: '/tmp', owner: hadoop.superuser, mode: shared },
    { path: '/user', owner: hadoop.superuser, mode: '755' },
    { path: '/user/*', owner: '*', mode: '700' },
    ...(spark
      ? [
          // YARN wants this mode: each user's logs are below it, with the group of the directory.
          { path: '/tmp/logs', owner: 'yarn', mode: shared },
          { path: '/user/hive', owner: 'hive', mode: '755' },
          // The metastore makes the folder of a table as the user who asks for the table.
          { path: '/user/hive/warehouse', owner: 'hive', mode: shared },
        ]
      : []),
    ...(spark && !spark.quorum ? [{ path: '/yarn', owner: 'yarn', mode: '700' }] : []),
    // Spark lets the group read and remove the logs, and files have the group of their directory.
    ...(spark?.head.includeHistory ? [{ path: '/spark-events', owner: realm ? 'sph' : 'spark', mode: shared }] : []),
    ...(spark?.head.includeLivy && !spark.quorum ? [{ path: '/livy', owner: 'livy', mode: '700' }] : []),
    ...(hdfs?.s3Users ?? []).filter((user) => user !== 'sql').map((user) => ({ path: `/${user}`, owner: user, mode: '700' })),
  ];
  return {
    name: hadoop.directoriesFile,
    content: directories.map(({ mode, owner, path }) => `${mode} ${owner} ${path}\n`).join(''),
    reloaded: true,
  };
}
