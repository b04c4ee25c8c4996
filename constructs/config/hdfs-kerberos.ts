import { hadoopPorts } from '../../environments/endpoints';
import type { Realm } from '../../environments/realm';
import type { Cluster } from '../../environments/resolve-cluster';
import type { Properties } from './config-file';
import { hostPrincipal, podKeytab } from './core-kerberos';

/** What servers and clients of HDFS share in a realm: everything is encrypted on its way. */
export function hdfsClientKerberos(realm: Realm): Properties {
  return {
    'dfs.http.policy': 'HTTPS_ONLY',
    'dfs.namenode.kerberos.principal': hostPrincipal(realm, 'hdfs'),
    'dfs.datanode.kerberos.principal': hostPrincipal(realm, 'hdfs'),
    'dfs.data.transfer.protection': 'privacy',
    'dfs.encrypt.data.transfer.cipher.suites': 'AES/CTR/NoPadding',
  };
}

/**
 * `hdfs-site.xml` of servers in a realm.
 *
 * With SASL and TLS DataNodes need no port below 1024 to be believed.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-project-dist/hadoop-common/SecureMode.html
 */
export function hdfsKerberos(cluster: Cluster, realm: Realm): Properties {
  const web = hostPrincipal(realm, 'HTTP');
  return {
    ...hdfsClientKerberos(realm),
    'dfs.permissions.superusergroup': realm.admins,
    'dfs.block.access.token.enable': 'true',
    'dfs.namenode.keytab.file': podKeytab,
    'dfs.namenode.kerberos.internal.spnego.principal': web,
    'dfs.namenode.https-bind-host': '0.0.0.0',
    'dfs.datanode.keytab.file': podKeytab,
    'dfs.datanode.https.address': `0.0.0.0:${hadoopPorts(cluster, 'data-node')['dn-http']}`,
    'dfs.web.authentication.kerberos.principal': web,
    'dfs.web.authentication.kerberos.keytab': podKeytab,
  };
}

/** What JournalNodes have besides. */
export function journalKerberos(cluster: Cluster, realm: Realm): Properties {
  return {
    'dfs.journalnode.kerberos.principal': hostPrincipal(realm, 'jn'),
    'dfs.journalnode.keytab.file': podKeytab,
    'dfs.journalnode.kerberos.internal.spnego.principal': hostPrincipal(realm, 'HTTP'),
    'dfs.journalnode.https-address': `0.0.0.0:${hadoopPorts(cluster, 'journal-node')['jn-http']}`,
  };
}
