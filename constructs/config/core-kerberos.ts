import type { ActiveDirectory, Realm } from '../../environments/realm';
import { secretDirectories } from '../../images/contract';
import { hadoop } from '../../images/hadoop/contract';
import type { Properties } from './config-file';

/** Keytab of a process of Hadoop; the process that loads the file fills the name of its pod in. */
export const podKeytab = `${secretDirectories.keytab}/\${env.POD_NAME}.keytab`;

/** Variable with the account that looks up groups. */
export const lookupVariable = 'LDAP_LOOKUP_USER';

/** A principal of which each host has its own. */
export function hostPrincipal({ name }: Realm, service: string): string {
  return `${service}/_HOST@${name}`;
}

/** Services that have a principal, and the user that each is to HDFS and YARN. */
const users: Readonly<Record<string, string>> = {
  zookeeper: 'zookeeper',
  hdfs: hadoop.superuser,
  jn: hadoop.superuser,
  yarn: 'yarn',
  livy: 'livy',
  sph: 'sph',
  hive: 'hive',
  knox: 'knox',
  httpfs: 'httpfs',
  sql: 'sql',
  mlflow: 'mlflow',
  apps: 'apps',
  HTTP: 'HTTP',
};

/** What servers and clients of HDFS and YARN share in a realm. */
export function coreClientKerberos(realm: Realm): Properties {
  return {
    'hadoop.security.authentication': 'kerberos',
    'hadoop.rpc.protection': 'privacy',
    'hadoop.security.auth_to_local': authToLocal(realm),
    // The native library is in no image.
    'hadoop.security.crypto.codec.classes.aes.ctr.nopadding': 'org.apache.hadoop.crypto.JceAesCtrCryptoCodec',
  };
}

/**
 * `core-site.xml` of servers in a realm.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-project-dist/hadoop-common/SecureMode.html
 */
export function coreKerberos(realm: Realm): Properties {
  return {
    ...coreClientKerberos(realm),
    'hadoop.security.authorization': 'true',
    'hadoop.kerberos.keytab.login.autorenewal.enabled': 'true',
    // Who joins or leaves a group waits a minute, not five.
    'hadoop.security.groups.cache.secs': '60',
    // Services are in no directory of users.
    'hadoop.user.group.static.mapping.overrides': staticGroups(realm),
    'hadoop.http.filter.initializers': 'org.apache.hadoop.security.AuthenticationFilterInitializer',
    'hadoop.http.authentication.type': 'kerberos',
    'hadoop.http.authentication.simple.anonymous.allowed': 'false',
    'hadoop.http.authentication.kerberos.principal': hostPrincipal(realm, 'HTTP'),
    'hadoop.http.authentication.kerberos.keytab': podKeytab,
    'hadoop.http.authentication.signature.secret.file': `${secretDirectories.webSignature}/key`,
  };
}

/**
 * Groups of users from the domain, for processes that have the Secret `ldap-lookup`; others do not start with it.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-project-dist/hadoop-common/GroupsMapping.html
 */
export function groupLookup(realm: ActiveDirectory): Properties {
  const ldap = 'hadoop.security.group.mapping.ldap';
  return {
    'hadoop.security.group.mapping': 'org.apache.hadoop.security.LdapGroupsMapping',
    // The next one is asked when one does not answer.
    [`${ldap}.url`]: realm.domainControllers.map((host) => `ldaps://${host}:636`).join(','),
    [`${ldap}.ssl`]: 'true',
    [`${ldap}.ssl.truststore`]: `${secretDirectories.lookup}/truststore.p12`,
    // Hadoop takes this one from no variable.
    [`${ldap}.ssl.truststore.password.file`]: `${secretDirectories.keystorePassword}/password`,
    [`${ldap}.bind.user`]: `\${env.${lookupVariable}}`,
    [`${ldap}.bind.password.file`]: `${secretDirectories.lookup}/password`,
    [`${ldap}.base`]: realm.domain
      .split('.')
      .map((label) => `DC=${label}`)
      .join(','),
    [`${ldap}.search.filter.user`]: '(&(objectClass=user)(sAMAccountName={0}))',
    [`${ldap}.search.filter.group`]: '(objectClass=group)',
    [`${ldap}.search.attr.member`]: 'member',
    [`${ldap}.search.attr.group.name`]: 'cn',
    // Groups in groups; each level is one more question.
    [`${ldap}.search.group.hierarchy.levels`]: '4',
    [`${ldap}.connection.timeout.ms`]: '5000',
    [`${ldap}.read.timeout.ms`]: '10000',
  };
}

/**
 * User of HDFS for each principal.
 *
 * Matches hold no parentheses, which Hadoop cannot nest. A person whose account is called like a service is nobody: otherwise whoever may
 * name an account `hdfs` would be the superuser.
 */
function authToLocal({ name }: Realm): string {
  const realm = escape(name);
  const anyCase = (text: string) => text.replace(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);
  const taken = [...new Set([...Object.keys(users), ...Object.values(users)])];
  return [
    ...serviceRules({ name }, Object.keys(users)),
    `RULE:[1:$1@$0](${taken.map((user) => `${anyCase(user)}@${realm}`).join('|')})s/.*/nobody/`,
    // Names of a domain have no case; those of HDFS do.
    `RULE:[1:$1@$0](.*@${realm})s/@.*///L`,
  ].join('\n');
}

/** Rules that let `services` alone, each on any host, be the users that they are. */
export function serviceRules({ name }: Pick<Realm, 'name'>, services: readonly string[]): string[] {
  return services.map((service) => `RULE:[2:$1@$0](${service}@${escape(name)})s/.*/${users[service]}/`);
}

function escape(realm: string): string {
  return realm.replaceAll('.', '\\.');
}

function staticGroups({ admins }: Realm): string {
  const { superuser } = hadoop;
  const services = [...new Set(Object.values(users))].filter((user) => user !== superuser && user !== 'HTTP');
  return [`${superuser}=${admins},${superuser}`, ...services.map((user) => `${user}=${user}`), 'HTTP=', 'nobody=', 'dr.who=', ''].join(';');
}
