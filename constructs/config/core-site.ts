import type { Cluster } from '../../environments/resolve-cluster';
import type { Settings } from '../../environments/settings';
import { hadoop } from '../../images/hadoop/contract';
import type { ConfigFile, Properties } from './config-file';
import { coreClientKerberos, coreKerberos, groupLookup } from './core-kerberos';
import { hadoopConfiguration } from './hadoop-configuration';
import { mountGroups, mountIncludes, mountTable } from './mounts';
import { proxyUsers } from './proxy-users';
import { zooKeeperQuorum } from './zoo-cfg';
import { aclOf } from './zoo-kerberos';

/** With Hadoop's own values a failover controller asks a NameNode that is gone for 50 seconds before it takes over. */
const fastTakeover = {
  'ipc.client.connect.timeout': '5000',
  'ha.failover-controller.graceful-fence.connection.retries': '0',
  // One that hangs is asked to stand by, too, before the JournalNodes shut it out.
  'ha.failover-controller.graceful-fence.rpc-timeout.ms': '3000',
};

/** A NameNode that hangs, unlike one that is gone, closes no connection: these decide how long it is waited for. */
const hangingIsDead: Properties = {
  // Longer than a pause of its garbage collector; then the other one takes over. Hadoop says 45 s.
  'ha.health-monitor.rpc-timeout.ms': '12000',
  // Longer than a call takes but for trees of many millions of files; then a client asks the other one. Hadoop says 120 s.
  'ipc.client.rpc-timeout.ms': '20000',
};

/** Groups of the users of the cluster; in Active Directory {@link groupLookup} asks the domain. */
const groupsFromFiles: Properties = {
  'hadoop.security.group.mapping': hadoop.groupMapping,
  // Kubernetes takes up to a minute to bring changed files, Hadoop need not take longer.
  'hadoop.security.groups.cache.secs': '10',
};

/** What differs between the processes that load the file. */
export interface CoreSiteOptions {
  /**
   * Whether the process looks up the groups of users; it then has the Secrets of `userGroups`.
   *
   * @default false
   */
  readonly groups?: boolean;

  /**
   * Whether the stores of `mounts` are folders of HDFS; for clients alone.
   *
   * @default false
   */
  readonly mounts?: boolean;
}

/**
 * What HDFS, YARN and their clients share.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-project-dist/hadoop-common/core-default.xml
 */
export function coreSite(cluster: Cluster, settings: Settings, { groups = false, mounts = false }: CoreSiteOptions = {}): ConfigFile {
  const { hdfs, name, realm, zooKeeper } = cluster;
  const properties = {
    'fs.permissions.umask-mode': '077',
    ...(zooKeeper && hangingIsDead),
    ...settings['core-site'],
    ...(mounts && { ...mountTable(cluster), ...mountGroups(cluster) }),
    // A nameservice and not an address, so that a second NameNode changes no client and no stored path.
    ...(hdfs && { 'fs.defaultFS': `hdfs://${name}` }),
    ...(zooKeeper && { 'ha.zookeeper.quorum': zooKeeperQuorum(cluster, zooKeeper), ...fastTakeover }),
    ...proxyUsers(cluster),
    'hadoop.prometheus.endpoint.enabled': 'true',
    'hadoop.security.authentication': 'simple',
    ...(realm && coreKerberos(realm)),
    ...(realm && zooKeeper && { 'ha.zookeeper.acl': aclOf('hdfs') }),
    ...(groups && (realm?.kind === 'activeDirectory' ? groupLookup(realm) : groupsFromFiles)),
    // Tokens that hold an IP address are void as soon as a pod moves.
    'hadoop.security.token.service.use_ip': 'false',
    'hadoop.tmp.dir': hadoop.writableDirectories[0],
  };
  return hadoopConfiguration('core-site.xml', properties, { includes: mounts ? mountIncludes(cluster) : [] });
}

/** What a client needs to find HDFS by `hdfs:///`, and the mounts in it; credentials of the mounts are its own matter. */
export function coreClientSite(cluster: Cluster): ConfigFile {
  const { name, realm } = cluster;
  return hadoopConfiguration('core-site.xml', {
    ...mountTable(cluster),
    'fs.defaultFS': `hdfs://${name}`,
    'hadoop.security.authentication': 'simple',
    ...(realm && coreClientKerberos(realm)),
    'hadoop.security.token.service.use_ip': 'false',
  });
}
