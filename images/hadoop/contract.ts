import type { ImageContract } from '../contract';

/** What the Hadoop image promises besides the rules for all images. */
interface HadoopContract extends ImageContract {
  /** Value of `dfs.namenode.name.dir`; formatted by the `name-node` command at its first start, never again. */
  readonly nameDirectory: string;

  /** Value of `dfs.datanode.data.dir`; made by the `data-node` command. */
  readonly blockDirectory: string;

  /** Value of `dfs.journalnode.edits.dir`; made by the `journal-node` command. */
  readonly journalDirectory: string;

  /** Value of `dataDir` of ZooKeeper; made by the `zoo-keeper` command, which also writes the member's number into it. */
  readonly zooKeeperDirectory: string;

  /** Where NodeManagers keep what belongs to running containers; mount point of a volume that is emptied at every start. */
  readonly localDirectory: string;

  /**
   * File in the configuration directory that every command sources.
   *
   * May set HADOOP_OPTS, HADOOP_CLIENT_OPTS, and for each daemon, the heap size included, HDFS_NAMENODE_OPTS,
   * HDFS_DATANODE_OPTS, HDFS_JOURNALNODE_OPTS, HDFS_ZKFC_OPTS, ZK_SERVER_OPTS, YARN_RESOURCEMANAGER_OPTS,
   * YARN_NODEMANAGER_OPTS and HTTPFS_OPTS.
   */
  readonly environmentFile: string;

  /** Operating system user that Hadoop sees in HDFS processes, whatever their number: the superuser of HDFS. */
  readonly superuser: string;

  /** Operating system user that HttpFS is: it asks HDFS in the name of its callers, which the NameNodes have to allow. */
  readonly httpFsUser: string;

  /** Value of `httpfs.services.ext`: answers refusals of HDFS with the status that WebHDFS gives them. */
  readonly fileAccessService: string;

  /** Value of `dfs.namenode.plugins`: makes the directories of `directoriesFile` that are missing in HDFS, as long as the NameNode is active. */
  readonly directoriesPlugin: string;

  /**
   * File in the configuration directory of a NameNode: lines `MODE OWNER PATH`, parents first; `*` stands for each user in the Secret with
   * `passwd` and `group`. Read again and again.
   */
  readonly directoriesFile: string;

  /** Value of `hadoop.security.group.mapping`: the groups in that Secret; others, as services, have their own name as their group. */
  readonly groupMapping: string;

  /** Class of an auxiliary service of NodeManagers: removes aggregated logs after `yarn.log-aggregation.retain-seconds`. */
  readonly logDeletion: string;

  /** Where HttpFS reads the key that signs its cookies: the key `key` of a Secret. */
  readonly httpFsSecretDirectory: string;
}

/** HDFS, HttpFS, YARN and MapReduce with the connectors for S3 and Azure. */
export const hadoop = {
  name: 'hadoop',
  version: '3.4.2',
  user: 10001,
  group: 0,
  configDirectory: '/etc/hadoop',
  dataDirectory: '/var/lib/hadoop',
  writableDirectories: ['/tmp', '/var/log/hadoop'],
  commands: {
    nameNode: ['name-node'],
    dataNode: ['data-node'],
    journalNode: ['journal-node'],
    zkfc: ['zkfc'],
    zooKeeper: ['zoo-keeper'],
    resourceManager: ['resource-manager'],
    nodeManager: ['node-manager'],
    httpFs: ['http-fs'],
  },
  nameDirectory: '/var/lib/hadoop/name',
  blockDirectory: '/var/lib/hadoop/data',
  journalDirectory: '/var/lib/hadoop/journal',
  zooKeeperDirectory: '/var/lib/hadoop/zookeeper',
  localDirectory: '/var/lib/hadoop-local',
  environmentFile: 'hadoop-env.sh',
  superuser: 'hdfs',
  httpFsUser: 'httpfs',
  fileAccessService: 'bdc.hadoop.FileAccess',
  directoriesPlugin: 'bdc.hadoop.Directories',
  directoriesFile: 'directories.conf',
  groupMapping: 'bdc.hadoop.UserGroups',
  logDeletion: 'bdc.hadoop.LogDeletion',
  httpFsSecretDirectory: '/var/run/secrets/http-fs',
} as const satisfies HadoopContract;
