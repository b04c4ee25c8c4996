import { hadoop } from '../../images/hadoop/contract';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import type { ConfigFile } from './config-file';
import { hadoopConfiguration } from './hadoop-configuration';

/**
 * What HDFS and its clients share.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-project-dist/hadoop-common/core-default.xml
 */
export function coreSite(cluster: Cluster, { settings }: Resource): ConfigFile {
  return hadoopConfiguration('core-site.xml', {
    'fs.permissions.umask-mode': '077',
    ...settings['core-site'],
    // A nameservice and not an address, so that a second NameNode changes no client and no stored path.
    'fs.defaultFS': `hdfs://${cluster.name}`,
    'hadoop.prometheus.endpoint.enabled': 'true',
    'hadoop.security.authentication': 'simple',
    // Tokens that hold an IP address are void as soon as a pod moves.
    'hadoop.security.token.service.use_ip': 'false',
    'hadoop.tmp.dir': hadoop.writableDirectories[0],
  });
}
