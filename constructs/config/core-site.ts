import type { Cluster } from '../../environments/resolve-cluster';
import type { Settings } from '../../environments/settings';
import { hadoop } from '../../images/hadoop/contract';
import type { ConfigFile } from './config-file';
import { coreClientKerberos, coreKerberos, groupLookup } from './core-kerberos';
import { hadoopConfiguration } from './hadoop-configuration';
import { zooKeeperQuorum } from './zoo-cfg';
import { aclOf } from './zoo-kerberos';

/** With Hadoop's own values a failover controller asks a NameNode that is gone for 50 seconds before it takes over. */
const fastTakeover = {
  'ipc.client.connect.timeout': '5000',
  'ha.failover-controller.graceful-fence.connection.retries': '0',
};

/** What differs between processes of the same cluster. */
export interface CoreSiteOptions {
  /**
   * Whether the process looks up the groups of users; it then has the Secrets of `userGroups`.
   *
   * @default false
   */
  readonly groups?: boolean;
}

/**
 * What HDFS, YARN and their clients share.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-project-dist/hadoop-common/core-default.xml
 */
export function coreSite(cluster: Cluster, settings: Settings, { groups = false }: CoreSiteOptions = {}): ConfigFile {
  const { hdfs, name, realm, zooKeeper } = cluster;
  return hadoopConfiguration('core-site.xml', {
    'fs.permissions.umask-mode': '077',
    ...settings['core-site'],
    // A nameservice and not an address, so that a second NameNode changes no client and no stored path.
    ...(hdfs && { 'fs.defaultFS': `hdfs://${name}` }),
    ...(zooKeeper && { 'ha.zookeeper.quorum': zooKeeperQuorum(cluster, zooKeeper), ...fastTakeover }),
    'hadoop.prometheus.endpoint.enabled': 'true',
    'hadoop.security.authentication': 'simple',
    ...(realm && coreKerberos(realm)),
    ...(realm && zooKeeper && { 'ha.zookeeper.acl': aclOf('hdfs') }),
    ...(realm?.kind === 'activeDirectory' && groups && groupLookup(realm)),
    // Tokens that hold an IP address are void as soon as a pod moves.
    'hadoop.security.token.service.use_ip': 'false',
    'hadoop.tmp.dir': hadoop.writableDirectories[0],
  });
}

/** What a client needs to find HDFS by `hdfs:///`. */
export function coreClientSite({ name, realm }: Cluster): ConfigFile {
  return hadoopConfiguration('core-site.xml', {
    'fs.defaultFS': `hdfs://${name}`,
    'hadoop.security.authentication': 'simple',
    ...(realm && coreClientKerberos(realm)),
    'hadoop.security.token.service.use_ip': 'false',
  });
}
