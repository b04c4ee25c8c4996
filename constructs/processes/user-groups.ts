import type { Cluster } from '../../environments/resolve-cluster';
import { secretDirectories } from '../../images/contract';
import { lookupVariable } from '../config/core-kerberos';
import type { SecretUse } from '../workload/process';

/**
 * Where a process of Hadoop learns the groups of users: from the domain, or from files.
 *
 * The files are the controller's; without one nobody makes them, and each user has the own name as the only group.
 */
export function userGroups({ controller, realm }: Cluster): SecretUse[] {
  if (realm?.kind === 'activeDirectory') {
    return [
      { secret: 'ldap-lookup', directory: secretDirectories.lookup },
      { secret: 'ldap-lookup', key: 'username', variable: lookupVariable },
      { secret: 'keystore-password', directory: secretDirectories.keystorePassword },
    ];
  }
  return controller ? [{ secret: 'user-groups', directory: secretDirectories.groups }] : [];
}
