import type { Cluster } from '../../environments/resolve-cluster';
import type { Settings } from '../../environments/settings';
import { hadoop } from '../../images/hadoop/contract';
import type { ConfigFile } from './config-file';
import { hadoopConfiguration } from './hadoop-configuration';
import { zooKeeperQuorum } from './zoo-cfg';

/** With Hadoop's own values a failover controller asks a NameNode that is gone for 50 seconds before it takes over. */
const fastTakeover = {
  'ipc.client.connect.timeout': '5000',
  'ha.failover-controller.graceful-fence.connection.retries': '0',
};

/**
 * What HDFS, YARN and their clients share.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-project-dist/hadoop-common/core-default.xml
 */
export function coreSite(cluster: Cluster, settings: Settings): ConfigFile {
  const { hdfs, name, spark, zooKeeper } = cluster;
  return hadoopConfiguration('core-site.xml', {
    'fs.permissions.umask-mode': '077',
    ...settings['core-site'],
    // A nameservice and not an address, so that a second NameNode changes no client and no stored path.
    ...(hdfs && { 'fs.defaultFS': `hdfs://${name}` }),
    ...(zooKeeper && { 'ha.zookeeper.quorum': zooKeeperQuorum(cluster, zooKeeper), ...fastTakeover }),
    // Livy starts sessions in the name of their users, and the metastore makes folders of tables.
    ...(spark?.head.includeLivy && { 'hadoop.proxyuser.livy.hosts': '*', 'hadoop.proxyuser.livy.groups': '*' }),
    ...(spark?.hasMetastore && { 'hadoop.proxyuser.hive.hosts': '*', 'hadoop.proxyuser.hive.groups': '*' }),
    'hadoop.prometheus.endpoint.enabled': 'true',
    'hadoop.security.authentication': 'simple',
    // Tokens that hold an IP address are void as soon as a pod moves.
    'hadoop.security.token.service.use_ip': 'false',
    'hadoop.tmp.dir': hadoop.writableDirectories[0],
  });
}

/** What a client needs to find HDFS by `hdfs:///`. */
export function coreClientSite({ name }: Cluster): ConfigFile {
  return hadoopConfiguration('core-site.xml', {
    'fs.defaultFS': `hdfs://${name}`,
    'hadoop.security.authentication': 'simple',
    'hadoop.security.token.service.use_ip': 'false',
  });
}
