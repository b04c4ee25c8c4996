import { nodeManagerShare, nodeManagerVcores } from '../../environments/node-manager-share';
import { ports } from '../../environments/endpoints';
import type { Cluster, NodeManagerPool, Resource, Spark } from '../../environments/resolve-cluster';
import type { Settings } from '../../environments/settings';
import { hadoop } from '../../images/hadoop/contract';
import { podHost, podNames } from '../../environments/host-names';
import type { ConfigFile, Properties } from './config-file';
import { hadoopConfiguration } from './hadoop-configuration';
import { yarnKerberos } from './yarn-kerberos';
import { zooKeeperQuorum } from './zoo-cfg';
import { aclOf } from './zoo-kerberos';

/** Directories below a NodeManager's local volume. */
const localDirectories = { local: `${hadoop.localDirectory}/local`, logs: `${hadoop.localDirectory}/logs` };

/** Variables that the containers of applications take over from their NodeManager: YARN's own, and the login of the tracking server outside. */
const sessionVariables = [
  'JAVA_HOME',
  'HADOOP_COMMON_HOME',
  'HADOOP_HDFS_HOME',
  'HADOOP_CONF_DIR',
  'CLASSPATH_PREPEND_DISTCACHE',
  'HADOOP_YARN_HOME',
  'HADOOP_HOME',
  'PATH',
  'LANG',
  'TZ',
  'MLFLOW_TRACKING_USERNAME',
  'MLFLOW_TRACKING_PASSWORD',
];

/**
 * YARN, for ResourceManagers, NodeManagers and clients.
 *
 * @param pool the NodeManagers that the file is for
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-yarn/hadoop-yarn-common/yarn-default.xml
 */
export function yarnSite(cluster: Cluster, { head, quorum }: Spark, settings: Settings, pool?: NodeManagerPool): ConfigFile {
  const { environment } = cluster;
  return hadoopConfiguration('yarn-site.xml', {
    'yarn.scheduler.minimum-allocation-mb': '512',
    // Java reserves far more addresses than it uses; only memory that is used counts.
    'yarn.nodemanager.vmem-check-enabled': 'false',
    'yarn.log-aggregation-enable': 'true',
    'yarn.log-aggregation.retain-seconds': '604800',
    'yarn.nodemanager.remote-app-log-dir': '/tmp/logs',
    ...(environment.trackingServer?.credentials && { 'yarn.nodemanager.env-whitelist': sessionVariables.join(',') }),
    ...(pool && {
      // In Hadoop the history server of MapReduce removes old logs, which is not here.
      'yarn.nodemanager.aux-services': 'log_deletion',
      'yarn.nodemanager.aux-services.log_deletion.class': hadoop.logDeletion,
      'yarn.nodemanager.resource.memory-mb': String(nodeManagerShare(pool)),
      'yarn.nodemanager.resource.cpu-vcores': String(nodeManagerVcores(pool)),
    }),
    ...settings['yarn-site'],
    'yarn.resourcemanager.recovery.enabled': 'true',
    'yarn.resourcemanager.work-preserving-recovery.enabled': 'true',
    ...(quorum ? resourceManagerFailover(cluster, head, quorum, pool) : oneResourceManager(cluster, head)),
    // A pod's containers end with it, so there is nothing to find again.
    'yarn.nodemanager.recovery.enabled': 'false',
    'yarn.nodemanager.address': `\${yarn.nodemanager.hostname}:${ports['node-manager']['nm-rpc']}`,
    'yarn.nodemanager.localizer.address': `\${yarn.nodemanager.hostname}:${ports['node-manager']['nm-localizer']}`,
    ...(cluster.realm
      ? yarnKerberos(cluster, cluster.realm, head)
      : { 'yarn.nodemanager.webapp.address': `\${yarn.nodemanager.hostname}:${ports['node-manager']['nm-http']}` }),
    'yarn.nodemanager.hostname': '${env.POD_HOST}',
    'yarn.nodemanager.bind-host': '0.0.0.0',
    'yarn.nodemanager.local-dirs': localDirectories.local,
    'yarn.nodemanager.log-dirs': localDirectories.logs,
    // A NodeManager that waits for its ResourceManager must not give up: nobody restarts what is only slow.
    'yarn.resourcemanager.connect.max-wait.ms': '-1',
  });
}

/** Without a quorum the state of applications is kept in HDFS. */
function oneResourceManager(cluster: Cluster, head: Resource): Properties {
  return {
    'yarn.resourcemanager.hostname': podHost(cluster, head.name, podNames(head.name, 1)[0]!),
    'yarn.resourcemanager.bind-host': '0.0.0.0',
    'yarn.resourcemanager.store.class': 'org.apache.hadoop.yarn.server.resourcemanager.recovery.FileSystemRMStateStore',
    'yarn.resourcemanager.fs.state-store.uri': `hdfs://${cluster.name}/yarn/rmstore`,
  };
}

function resourceManagerFailover(cluster: Cluster, head: Resource, quorum: Resource, pool?: NodeManagerPool): Properties {
  const ids = podNames(head.name, head.replicas);
  return {
    'yarn.resourcemanager.ha.enabled': 'true',
    'yarn.resourcemanager.ha.rm-ids': ids.join(','),
    // Who he is himself, for a ResourceManager; for a NodeManager the one that its pages name.
    'yarn.resourcemanager.ha.id': pool ? ids[0]! : '${env.POD_NAME}',
    'yarn.resourcemanager.cluster-id': cluster.name,
    'yarn.resourcemanager.bind-host': '0.0.0.0',
    'yarn.resourcemanager.store.class': 'org.apache.hadoop.yarn.server.resourcemanager.recovery.ZKRMStateStore',
    'hadoop.zk.address': zooKeeperQuorum(cluster, quorum),
    ...(cluster.realm && { 'hadoop.zk.acl': aclOf('yarn') }),
    ...Object.assign({}, ...ids.map((id) => ({ [`yarn.resourcemanager.hostname.${id}`]: podHost(cluster, head.name, id) }))),
  };
}
