import { ports } from '../../environments/endpoints';
import type { Cluster, Spark } from '../../environments/resolve-cluster';
import type { Settings } from '../../environments/settings';
import { secretDirectories } from '../../images/contract';
import { podHost, podNames, serviceHost } from '../../environments/host-names';
import type { ConfigFile } from './config-file';
import { javaProperties } from './java-properties';
import { zooKeeperQuorum } from './zoo-cfg';

/**
 * Livy, under the names that Apache Livy has for its properties.
 *
 * @see https://github.com/apache/incubator-livy/blob/master/conf/livy.conf.template
 */
export function livyConf(cluster: Cluster, { head, quorum }: Spark, settings: Settings): ConfigFile {
  const { gateway, realm } = cluster;
  const { 'livy-https': https, 'livy-drivers': drivers } = ports.livy;
  const keytab = `${secretDirectories.keytab}/\${env:POD_NAME}.keytab`;
  return javaProperties('livy.conf', {
    'livy.server.session.timeout': '2h',
    'livy.server.session.state-retain.sec': '600s',
    ...settings['livy-conf'],
    'livy.server.port': String(https),
    'livy.rsc.launcher.port.range': `${drivers}~${drivers}`,
    // Drivers call any of them.
    'livy.rsc.rpc.server.address': podNames(head.name, head.replicas)
      .map((pod) => podHost(cluster, head.name, pod))
      .join(','),
    // Whose certificates may speak for users: the gateway has asked them who they are, and a Livy that waits for its turn hands them on.
    'livy.superusers': [gateway, head].flatMap((resource) => (resource ? serviceHost(cluster, resource.name) : [])).join(','),
    'livy.spark.master': 'yarn',
    'livy.spark.deploy-mode': 'cluster',
    'livy.impersonation.enabled': 'true',
    // Sessions live in YARN: another Livy, or the next one of this pod, finds them again.
    'livy.server.recovery.mode': 'recovery',
    ...(quorum
      ? { 'livy.server.recovery.state-store': 'zookeeper', 'livy.server.recovery.state-store.url': zooKeeperQuorum(cluster, quorum) }
      : { 'livy.server.recovery.state-store': 'filesystem', 'livy.server.recovery.state-store.url': `hdfs://${cluster.name}/livy` }),
    ...(realm && {
      'livy.server.launch.kerberos.principal': `livy/\${env:POD_HOST}@${realm.name}`,
      'livy.server.launch.kerberos.keytab': keytab,
    }),
  });
}
