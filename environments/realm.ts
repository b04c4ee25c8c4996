import type { Environment } from './schema/environment';

/** The realm of Kerberos with nothing left open. */
export type Realm = InternalRealm | ActiveDirectory;

/** A realm of the cluster's own. */
export interface InternalRealm {
  readonly kind: 'internal';
  readonly name: string;

  /** The group of administrators. */
  readonly admins: string;

  /** Groups whose members may use the cluster. */
  readonly users: readonly string[];
}

/** What the members of a group are to the cluster; the names are those of SQL Server Big Data Clusters. */
export const roles = { admins: 'bdcAdmin', users: 'bdcUser', appOwners: 'appOwner', appReaders: 'appReader' } as const;

/** A domain of Active Directory. */
export interface ActiveDirectory {
  readonly kind: 'activeDirectory';

  /** Name of the realm, in capitals. */
  readonly name: string;

  /** DNS name of the domain. */
  readonly domain: string;

  readonly netbiosName: string;
  readonly organizationalUnit: string;

  /** The one with the role of the PDC first. */
  readonly domainControllers: readonly string[];

  readonly dnsServers: readonly string[];

  /** Names in the domain end with it: `<subdomain>.<domain>`, or the domain alone. */
  readonly suffix: string;

  /** First part of all account names. */
  readonly accountPrefix: string;

  /** The group of administrators. */
  readonly admins: string;

  /** Groups whose members may use the cluster. */
  readonly users: readonly string[];

  readonly appOwners: readonly string[];
  readonly appReaders: readonly string[];
}

const prefixLength = 12;

/** The realm of `environment`, if it has `security: kerberos`. */
export function resolveRealm({ name, namespace = name, realm, security }: Environment): Realm | undefined {
  if (security !== 'kerberos' || realm === undefined) return undefined;
  if (realm.kind === 'internal') {
    // The users of the cluster are in no directory: their groups are called as their roles.
    return { kind: 'internal', name: realm.name, admins: roles.admins, users: [roles.users] };
  }
  const { subdomain = namespace, domainDnsName: domain } = realm;
  return {
    kind: 'activeDirectory',
    name: realm.realm ?? domain.toUpperCase(),
    domain,
    netbiosName: realm.netbiosDomainName ?? domain.split('.')[0]!.toUpperCase(),
    organizationalUnit: realm.ouDistinguishedName,
    domainControllers: realm.domainControllerFullyQualifiedDns,
    dnsServers: realm.dnsIpAddresses,
    suffix: realm.useSubdomain ? `${subdomain}.${domain}` : domain,
    accountPrefix: realm.accountPrefix ?? subdomain.slice(0, prefixLength).replace(/-+$/, ''),
    admins: realm.clusterAdmins[0] ?? '',
    users: realm.clusterUsers,
    appOwners: realm.appOwners,
    appReaders: realm.appReaders,
  };
}

/** `sAMAccountName` of the account with `code`; `ordinal` is that of the pod that has it for itself. */
export function accountName({ accountPrefix }: ActiveDirectory, code: string, ordinal?: number): string {
  return [accountPrefix, code, ...(ordinal === undefined ? [] : [ordinal])].join('-');
}
