import { ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import type { Settings } from '../../environments/settings';
import { secretDirectories } from '../../images/contract';
import { gateway } from '../../images/gateway/contract';
import { hadoop } from '../../images/hadoop/contract';
import { serviceHost } from '../../environments/host-names';
import type { ConfigFile, Properties } from './config-file';
import { hadoopConfiguration } from './hadoop-configuration';

/**
 * HttpFS beside a gateway: nobody but the gateway reaches it, and may act for others.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-hdfs-httpfs/ServerSetup.html
 */
export function httpFsSite(cluster: Cluster, resource: Resource, settings: Settings): ConfigFile {
  return hadoopConfiguration('httpfs-site.xml', {
    ...settings['httpfs-site'],
    'httpfs.services.ext': hadoop.fileAccessService,
    'httpfs.http.hostname': 'localhost',
    'httpfs.http.port': String(ports['http-fs']['fs-http']),
    [`httpfs.proxyuser.${gateway.serviceUser}.hosts`]: 'localhost',
    [`httpfs.proxyuser.${gateway.serviceUser}.groups`]: '*',
    // All pods of the gateway honour the cookies of one of them.
    'hadoop.http.authentication.signature.secret.file': `${hadoop.httpFsSecretDirectory}/key`,
    ...(cluster.realm ? kerberos(serviceHost(cluster, resource.name), cluster.realm.name) : believed),
  });
}

/** Without a realm the gateway gives the name of its caller, and is believed. */
const believed: Properties = { 'hadoop.http.authentication.type': 'simple', 'httpfs.hadoop.authentication.type': 'simple' };

function kerberos(host: string, realm: string): Properties {
  const keytab = `${secretDirectories.keytab}/service.keytab`;
  return {
    'hadoop.http.authentication.type': 'kerberos',
    'hadoop.http.authentication.kerberos.principal': `HTTP/${host}@${realm}`,
    'hadoop.http.authentication.kerberos.keytab': keytab,
    'httpfs.hadoop.authentication.type': 'kerberos',
    'httpfs.hadoop.authentication.kerberos.principal': `${hadoop.httpFsUser}/${host}@${realm}`,
    'httpfs.hadoop.authentication.kerberos.keytab': keytab,
  };
}
