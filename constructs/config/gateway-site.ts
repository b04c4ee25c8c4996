import { ports } from '../../environments/endpoints';
import type { Cluster } from '../../environments/resolve-cluster';
import type { Settings } from '../../environments/settings';
import { secretDirectories } from '../../images/contract';
import { gateway } from '../../images/gateway/contract';
import type { ConfigFile } from './config-file';
import { hadoopConfiguration } from './hadoop-configuration';

/**
 * The gateway itself: its port, its certificate, and the hosts that it calls.
 *
 * @see https://knox.apache.org/books/knox-2-0-0/user-guide.html#Gateway+Details
 */
export function gatewaySite(cluster: Cluster, settings: Settings): ConfigFile {
  const { realm } = cluster;
  return hadoopConfiguration('gateway-site.xml', {
    // Tickets of a domain with many groups are long.
    'gateway.httpserver.requestHeaderBuffer': '65536',
    'gateway.websocket.feature.enabled': 'false',
    'gateway.webshell.feature.enabled': 'false',
    // Livy answers with addresses, and callers have to find it behind them.
    'gateway.xforwarded.header.context.append.servicename': 'LIVYSERVER',
    'ssl.include.protocols': 'TLSv1.2,TLSv1.3',
    ...settings['gateway-site'],
    'gateway.port': String(ports.gateway['gw-https']),
    'gateway.path': 'gateway',
    'gateway.dispatch.whitelist': hostsOf(cluster),
    'gateway.hadoop.kerberos.secured': String(realm !== undefined),
    ...(realm && {
      'java.security.krb5.conf': '/etc/krb5.conf',
      'java.security.auth.login.config': `${gateway.configDirectory}/${gateway.loginFile}`,
    }),
    'gateway.tls.keystore.path': `${secretDirectories.tls}/keystore.p12`,
    'gateway.tls.keystore.type': 'PKCS12',
    // A key without a name of its own has its number.
    'gateway.tls.key.alias': '1',
    'gateway.httpclient.truststore.path': `${secretDirectories.tls}/truststore.p12`,
    'gateway.httpclient.truststore.type': 'PKCS12',
    'gateway.truststore.path': `${secretDirectories.tls}/truststore.p12`,
    'gateway.truststore.type': 'PKCS12',
    'gateway.signing.keystore.name': 'signing.p12',
    'gateway.signing.keystore.type': 'PKCS12',
    'gateway.signing.key.alias': 'gateway-identity',
  });
}

/** Hosts of the cluster alone, so that no caller can make the gateway call another one. */
function hostsOf({ namespace, platform }: Cluster): string {
  const domain = `${namespace}.svc.${platform.clusterDomain}`.replaceAll('.', '\\.');
  return `^https?://(localhost|127\\.0\\.0\\.1|[a-z0-9-]+(\\.[a-z0-9-]+)?\\.${domain}):[0-9]+(/.*)?$`;
}
