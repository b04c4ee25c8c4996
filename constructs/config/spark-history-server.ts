import type { Cluster } from '../../environments/resolve-cluster';
import type { Settings } from '../../environments/settings';
import { secretDirectories } from '../../images/contract';
import type { ConfigFile } from './config-file';
import { javaProperties } from './java-properties';
import { eventLog } from './spark-defaults';

/** Port of the pages, on loopback: the server asks nobody who he is, so that its door alone may call it. */
export const pagesPort = 18080;

/**
 * The history server.
 *
 * @see https://spark.apache.org/docs/4.1.1/monitoring.html#viewing-after-the-fact
 */
export function sparkHistoryServer(cluster: Cluster, settings: Settings): ConfigFile {
  const { gateway, realm } = cluster;
  return javaProperties('spark-history-server.conf', {
    'spark.history.fs.cleaner.enabled': 'true',
    'spark.history.fs.cleaner.interval': '12h',
    'spark.history.fs.cleaner.maxAge': '7d',
    ...settings['spark-history-server-conf'],
    // Logs are pages of NodeManagers, which callers meet behind the gateway alone.
    ...(gateway && {
      'spark.history.custom.executor.log.url':
        '/gateway/default/yarn/at/{{NM_HTTP_ADDRESS}}/node/containerlogs/{{CONTAINER_ID}}/{{USER}}/{{FILE_NAME}}?start=-4096',
    }),
    'spark.history.fs.logDirectory': eventLog(cluster),
    'spark.history.ui.port': String(pagesPort),
    ...(realm && {
      'spark.history.kerberos.enabled': 'true',
      'spark.history.kerberos.principal': `sph/\${env:POD_HOST}@${realm.name}`,
      'spark.history.kerberos.keytab': `${secretDirectories.keytab}/\${env:POD_NAME}.keytab`,
    }),
  });
}
