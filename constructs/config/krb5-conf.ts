import { ports } from '../../environments/endpoints';
import type { Realm } from '../../environments/realm';
import type { Cluster } from '../../environments/resolve-cluster';
import { serviceHost } from '../../environments/host-names';
import type { ConfigFile } from './config-file';

/** Seconds that the clocks of a caller and of whoever it calls may differ; preflight and Kerberos agree on it. */
export const clockSkewSeconds = 300;

/** Keys of AES alone. */
export const encryptionTypes = ['aes256-cts-hmac-sha1-96', 'aes128-cts-hmac-sha1-96'] as const;

/**
 * Where tickets come from, for MIT Kerberos, Java and SQL Server alike.
 *
 * @see https://web.mit.edu/kerberos/krb5-1.20/doc/admin/conf_files/krb5_conf.html
 */
export function krb5Conf(cluster: Cluster, realm: Realm): ConfigFile {
  const { namespace, platform } = cluster;
  const domains = [`.${namespace}.svc.${platform.clusterDomain}`, ...(realm.kind === 'internal' ? [] : [`.${realm.domain}`, realm.domain])];
  const types = encryptionTypes.join(' ');
  const lines = [
    '[libdefaults]',
    `  default_realm = ${realm.name}`,
    // Controllers of other domains, which one can have users of, are found by DNS.
    `  dns_lookup_kdc = ${realm.kind === 'activeDirectory'}`,
    '  dns_lookup_realm = false',
    // Principals have the names that callers use: no record of DNS can lead a ticket elsewhere.
    '  dns_canonicalize_hostname = false',
    '  rdns = false',
    '  forwardable = true',
    // Tickets of a domain hold the groups of the user and are too large for UDP.
    '  udp_preference_limit = 1',
    '  ticket_lifetime = 10h',
    '  renew_lifetime = 7d',
    `  clockskew = ${clockSkewSeconds}`,
    // Tickets are in files, since kernels keep none for containers.
    '  default_ccache_name = FILE:/tmp/krb5cc_%{uid}',
    `  permitted_enctypes = ${types}`,
    `  default_tkt_enctypes = ${types}`,
    `  default_tgs_enctypes = ${types}`,
    '',
    '[realms]',
    `  ${realm.name} = {`,
    ...servers(cluster, realm).map((line) => `    ${line}`),
    '  }',
    '',
    '[domain_realm]',
    ...domains.map((domain) => `  ${domain} = ${realm.name}`),
    '',
  ];
  return { name: 'krb5.conf', content: lines.join('\n'), mountPath: '/etc/krb5.conf' };
}

function servers(cluster: Cluster, realm: Realm): string[] {
  if (realm.kind === 'activeDirectory') {
    const [first] = realm.domainControllers;
    return [...realm.domainControllers.map((host) => `kdc = ${host}`), ...(first === undefined ? [] : [`admin_server = ${first}`])];
  }
  const { kdc } = cluster;
  if (!kdc) return [];
  const host = serviceHost(cluster, kdc.name);
  return [`kdc = ${host}:${ports.kdc['kdc-tickets']}`, `admin_server = ${host}:${ports.kdc['kdc-admin']}`];
}
