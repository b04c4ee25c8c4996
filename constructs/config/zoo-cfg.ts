import { ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import type { Settings } from '../../environments/settings';
import { hadoop } from '../../images/hadoop/contract';
import { podHost, podNames } from '../../environments/host-names';
import type { ConfigFile } from './config-file';
import { javaProperties } from './java-properties';
import { zooKerberos } from './zoo-kerberos';

/**
 * A member of the ZooKeeper quorum.
 *
 * @see https://zookeeper.apache.org/doc/r3.8.4/zookeeperAdmin.html#sc_configuration
 */
export function zooCfg(cluster: Cluster, zooKeeper: Resource, settings: Settings): ConfigFile {
  const { 'zk-client': client, 'zk-peer': peer, 'zk-election': election } = ports['zoo-keeper'];
  const members = podNames(zooKeeper.name, zooKeeper.replicas).map((pod, ordinal) => [
    `server.${ordinal + 1}`,
    `${podHost(cluster, zooKeeper.name, pod)}:${peer}:${election}`,
  ]);
  return javaProperties('zoo.cfg', {
    tickTime: '2000',
    initLimit: '10',
    syncLimit: '5',
    maxClientCnxns: '60',
    'autopurge.snapRetainCount': '3',
    'autopurge.purgeInterval': '12',
    ...settings['zoo-cfg'],
    dataDir: hadoop.zooKeeperDirectory,
    clientPort: String(client),
    // A member's own name leads to an address that it has not got yet when it starts.
    quorumListenOnAllIPs: 'true',
    '4lw.commands.whitelist': 'ruok,srvr,mntr',
    'admin.enableServer': 'false',
    ...(cluster.realm && zooKerberos(cluster.realm)),
    ...Object.fromEntries(members),
  });
}

/** Connect string of the quorum. */
export function zooKeeperQuorum(cluster: Cluster, zooKeeper: Resource): string {
  return podNames(zooKeeper.name, zooKeeper.replicas)
    .map((pod) => `${podHost(cluster, zooKeeper.name, pod)}:${ports['zoo-keeper']['zk-client']}`)
    .join(',');
}
