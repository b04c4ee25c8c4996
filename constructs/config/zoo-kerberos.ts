import type { Realm } from '../../environments/realm';
import type { Properties } from './config-file';
import { serviceRules } from './core-kerberos';

/** Who decides about others through ZooKeeper; nobody else has anything to do there. */
const clients = ['hdfs', 'yarn'];

/** Access control list of ZooKeeper: everything, for `user` alone. */
export function aclOf(user: string): string {
  return `sasl:${user}:cdrwa`;
}

/**
 * `zoo.cfg` in a realm: clients and members have to show tickets.
 *
 * @see https://zookeeper.apache.org/doc/r3.8.4/zookeeperAdmin.html#sc_authOptions
 */
export function zooKerberos(realm: Realm): Properties {
  return {
    'authProvider.sasl': 'org.apache.zookeeper.server.auth.SASLAuthenticationProvider',
    sessionRequireClientSASLAuth: 'true',
    // Who is named by no rule keeps the whole name of the principal, which stands in no access control list.
    'security.auth_to_local': serviceRules(realm, ['zookeeper', ...clients]).join('\n'),
    'kerberos.removeHostFromPrincipal': 'true',
    'kerberos.removeRealmFromPrincipal': 'true',
    'quorum.auth.enableSasl': 'true',
    'quorum.auth.learnerRequireSasl': 'true',
    'quorum.auth.serverRequireSasl': 'true',
    'quorum.auth.kerberos.servicePrincipal': 'zookeeper/_HOST',
    'quorum.cnxn.threads.size': '20',
  };
}
