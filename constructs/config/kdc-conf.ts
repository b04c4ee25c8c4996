import { ports } from '../../environments/endpoints';
import type { InternalRealm } from '../../environments/realm';
import { kdc } from '../../images/kdc/contract';
import type { ConfigFile } from './config-file';
import { encryptionTypes } from './krb5-conf';

/**
 * The key distribution centre itself; its database is in a directory of its own, since that of a volume belongs to whoever made it.
 *
 * @see https://web.mit.edu/kerberos/krb5-1.20/doc/admin/conf_files/kdc_conf.html
 */
export function kdcConf({ name }: InternalRealm): ConfigFile {
  const { 'kdc-tickets': tickets, 'kdc-admin': admin } = ports.kdc;
  const database = `${kdc.dataDirectory}/database`;
  const lines = [
    '[kdcdefaults]',
    // Nobody asks by UDP, see krb5.conf.
    '  kdc_listen = ""',
    `  kdc_tcp_listen = ${tickets}`,
    '',
    '[realms]',
    `  ${name} = {`,
    `    database_name = ${database}/principal`,
    `    key_stash_file = ${database}/stash`,
    `    acl_file = ${kdc.configDirectory}/${kdc.rightsFile}`,
    `    kadmind_port = ${admin}`,
    // Passwords are the administrator's alone; left out, the service would take a port that needs root.
    '    kpasswd_listen = 127.0.0.1:1464',
    `    supported_enctypes = ${encryptionTypes.map((type) => `${type}:normal`).join(' ')}`,
    `    master_key_type = ${encryptionTypes[0]}`,
    '    max_life = 10h',
    '    max_renewable_life = 7d',
    // Without it anyone could ask for something encrypted with a password, and guess at leisure.
    '    default_principal_flags = +preauth',
    '  }',
    '',
    '[logging]',
    '  default = STDERR',
    '',
  ];
  return { name: 'kdc.conf', content: lines.join('\n') };
}
