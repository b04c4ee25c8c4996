import { secretDirectories } from '../../images/contract';
import type { ConfigFile, Properties } from './config-file';
import { hadoopConfiguration } from './hadoop-configuration';

const password = '${env.KEYSTORE_PASSWORD}';

/** Stores of `side`; Hadoop reads them again when they change. */
function store(side: 'server' | 'client', kind: 'keystore' | 'truststore'): Properties {
  return {
    [`ssl.${side}.${kind}.location`]: `${secretDirectories.tls}/${kind}.p12`,
    [`ssl.${side}.${kind}.type`]: 'PKCS12',
    [`ssl.${side}.${kind}.password`]: password,
  };
}

/** The certificate that web pages of Hadoop show. */
export function sslServer(): ConfigFile {
  return hadoopConfiguration('ssl-server.xml', {
    ...store('server', 'keystore'),
    'ssl.server.keystore.keypassword': password,
    ...store('server', 'truststore'),
  });
}

/** Whose certificates the clients of those web pages believe, other processes of Hadoop among them. */
export function sslClient(): ConfigFile {
  return hadoopConfiguration('ssl-client.xml', store('client', 'truststore'));
}
