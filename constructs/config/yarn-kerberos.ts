import { hadoopPorts } from '../../environments/endpoints';
import type { Realm } from '../../environments/realm';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import { podHost, podNames } from '../../environments/host-names';
import type { Properties } from './config-file';
import { hostPrincipal, podKeytab } from './core-kerberos';

/**
 * `yarn-site.xml` in a realm.
 *
 * Containers run as the user of their NodeManager: the executor that would give each its own needs root.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-project-dist/hadoop-common/SecureMode.html
 */
export function yarnKerberos(cluster: Cluster, realm: Realm, head: Resource): Properties {
  const principal = hostPrincipal(realm, 'yarn');
  const web = hostPrincipal(realm, 'HTTP');
  const webPort = hadoopPorts(cluster, 'resource-manager')['rm-http'];
  const ids = podNames(head.name, head.replicas);
  return {
    'yarn.http.policy': 'HTTPS_ONLY',
    'yarn.acl.enable': 'true',
    // Users, a blank, groups.
    'yarn.admin.acl': `yarn ${realm.admins}`,
    'yarn.resourcemanager.principal': principal,
    'yarn.resourcemanager.keytab': podKeytab,
    'yarn.resourcemanager.webapp.spnego-principal': web,
    'yarn.resourcemanager.webapp.spnego-keytab-file': podKeytab,
    ...Object.fromEntries(
      ids.map((id) => [
        `yarn.resourcemanager.webapp.https.address${ids.length > 1 ? `.${id}` : ''}`,
        `${podHost(cluster, head.name, id)}:${webPort}`,
      ]),
    ),
    'yarn.nodemanager.principal': principal,
    'yarn.nodemanager.keytab': podKeytab,
    'yarn.nodemanager.webapp.spnego-principal': web,
    'yarn.nodemanager.webapp.spnego-keytab-file': podKeytab,
    'yarn.nodemanager.webapp.https.address': `\${yarn.nodemanager.hostname}:${hadoopPorts(cluster, 'node-manager')['nm-http']}`,
  };
}
