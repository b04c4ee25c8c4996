import { ports } from '../../environments/endpoints';
import type { Cluster } from '../../environments/resolve-cluster';
import type { Settings } from '../../environments/settings';
import { secretDirectories } from '../../images/contract';
import type { ConfigFile } from './config-file';
import { javaProperties } from './java-properties';
import { eventLog } from './spark-defaults';

/** Port that only says where the pages are; nobody is let in by it. */
const redirectPort = 18080;

/**
 * The history server; `${env:NAME}` is replaced by Spark.
 *
 * @see https://spark.apache.org/docs/4.1.1/monitoring.html#viewing-after-the-fact
 */
export function sparkHistoryServer(cluster: Cluster, settings: Settings): ConfigFile {
  const { realm } = cluster;
  const { keytab, tls } = secretDirectories;
  return javaProperties('spark-history-server.conf', {
    'spark.history.fs.cleaner.enabled': 'true',
    'spark.history.fs.cleaner.interval': '12h',
    'spark.history.fs.cleaner.maxAge': '7d',
    ...settings['spark-history-server-conf'],
    'spark.history.fs.logDirectory': eventLog(cluster),
    'spark.history.ui.port': String(redirectPort),
    'spark.ssl.historyServer.enabled': 'true',
    'spark.ssl.historyServer.port': String(ports['spark-history']['history-https']),
    'spark.ssl.historyServer.protocol': 'TLSv1.3',
    'spark.ssl.historyServer.keyStore': `${tls}/keystore.p12`,
    'spark.ssl.historyServer.keyStoreType': 'PKCS12',
    'spark.ssl.historyServer.keyStorePassword': '${env:KEYSTORE_PASSWORD}',
    ...(realm && {
      'spark.history.kerberos.enabled': 'true',
      'spark.history.kerberos.principal': `sph/\${env:POD_HOST}@${realm.name}`,
      'spark.history.kerberos.keytab': `${keytab}/\${env:POD_NAME}.keytab`,
    }),
  });
}
