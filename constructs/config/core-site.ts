import type { Cluster } from '../../environments/resolve-cluster';
import type { Settings } from '../../environments/settings';
import { hadoop } from '../../images/hadoop/contract';
import type { ConfigFile } from './config-file';
import { hadoopConfiguration } from './hadoop-configuration';
import { zooKeeperQuorum } from './zoo-cfg';

/**
 * What HDFS, YARN and their clients share.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-project-dist/hadoop-common/core-default.xml
 */
export function coreSite(cluster: Cluster, settings: Settings): ConfigFile {
  const { hdfs, name, zooKeeper } = cluster;
  return hadoopConfiguration('core-site.xml', {
    'fs.permissions.umask-mode': '077',
    ...settings['core-site'],
    // A nameservice and not an address, so that a second NameNode changes no client and no stored path.
    ...(hdfs && { 'fs.defaultFS': `hdfs://${name}` }),
    ...(zooKeeper && { 'ha.zookeeper.quorum': zooKeeperQuorum(cluster, zooKeeper) }),
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
