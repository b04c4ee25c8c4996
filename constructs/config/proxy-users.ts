import type { Properties } from './config-file';

/**
 * Lets `user` act for its callers, whoever they are and wherever its pods run.
 *
 * Its pods have no lasting addresses; who else can say that it is `user` is decided by Kerberos, and without it by the NetworkPolicies alone.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-project-dist/hadoop-common/Superusers.html
 */
export function proxyUser(user: string): Properties {
  return { [`hadoop.proxyuser.${user}.hosts`]: '*', [`hadoop.proxyuser.${user}.groups`]: '*' };
}
