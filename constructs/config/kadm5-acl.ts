import type { InternalRealm } from '../../environments/realm';
import { kdc } from '../../images/kdc/contract';
import type { ConfigFile } from './config-file';

/** Principal that makes all others; its password is in the Secret `kdc-passwords`. */
export function kdcAdministrator({ name }: InternalRealm): string {
  return `admin/admin@${name}`;
}

/**
 * Who may make principals: one. It may read their keys too (`e`), so that a keytab is written without making the others' void.
 *
 * @see https://web.mit.edu/kerberos/krb5-1.20/doc/admin/conf_files/kadm5_acl.html
 */
export function kadm5Acl(realm: InternalRealm): ConfigFile {
  return { name: kdc.rightsFile, content: `${kdcAdministrator(realm)} *e\n` };
}
