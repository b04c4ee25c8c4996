import type { Realm } from '../../environments/realm';
import { secretDirectories } from '../../images/contract';
import { hadoop } from '../../images/hadoop/contract';
import type { ConfigFile } from './config-file';

const fileName = 'jaas.conf';

/** System properties with the pod that Java runs in: the file cannot read the environment. */
const pod = { name: 'pod.name', host: 'pod.host' };

/** Contexts in which ZooKeeper logs in: towards clients, and towards its members in both directions. */
const serverContexts = ['Server', 'QuorumServer', 'QuorumLearner'];

/** How a member of the quorum logs in. */
export function serverJaas(realm: Realm): ConfigFile {
  return jaas(serverContexts, realm, 'zookeeper');
}

/** How a client of the quorum logs in, as `service`. */
export function clientJaas(realm: Realm, service: string): ConfigFile {
  return jaas(['Client'], realm, service);
}

/**
 * Java options that let ZooKeeper's classes find the file; Kubernetes fills the names in.
 *
 * Principals have the names that the configuration says, not those that reverse DNS does.
 */
export const jaasEnvironment = {
  JAVA_TOOL_OPTIONS: [
    `-Djava.security.auth.login.config=${hadoop.configDirectory}/${fileName}`,
    `-D${pod.name}=$(POD_NAME)`,
    `-D${pod.host}=$(POD_HOST)`,
    '-Dzookeeper.sasl.client.canonicalize.hostname=false',
  ].join(' '),
} as const;

/** @see https://docs.oracle.com/en/java/javase/17/docs/api/jdk.security.auth/com/sun/security/auth/module/Krb5LoginModule.html */
function jaas(contexts: readonly string[], { name: realm }: Realm, service: string): ConfigFile {
  const lines = contexts.flatMap((context) => [
    `${context} {`,
    '  com.sun.security.auth.module.Krb5LoginModule required',
    '  useKeyTab=true',
    '  storeKey=true',
    '  useTicketCache=false',
    `  keyTab="${secretDirectories.keytab}/\${${pod.name}}.keytab"`,
    `  principal="${service}/\${${pod.host}}@${realm}";`,
    '};',
    '',
  ]);
  return { name: fileName, content: lines.join('\n') };
}
