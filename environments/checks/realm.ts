import { type Problem, fieldPath, show } from '../problem';
import type { ActiveDirectory } from '../realm';
import type { Cluster } from '../resolve-cluster';
import type { Environment } from '../schema/environment';

/** Kerberos has a realm, and the realm what it needs; names and groups of a domain are such as the domain has. */
export function checkRealm(cluster: Cluster): Problem[] {
  const { realm } = cluster.environment;
  return [
    ...together(cluster),
    ...(realm?.kind === 'activeDirectory' ? domain(realm) : []),
    ...(cluster.realm?.kind === 'activeDirectory' ? endpointNames(cluster, cluster.realm) : []),
  ];
}

type Domain = Extract<NonNullable<Environment['realm']>, { kind: 'activeDirectory' }>;

function together({ environment: { realm, security }, resources }: Cluster): Problem[] {
  const hasKdc = resources.some(({ name }) => name === 'kdc');
  const internal = realm?.kind === 'internal';
  return [
    ...(security === 'kerberos' && !realm
      ? [
          {
            path: 'realm',
            given: show(realm),
            allowed: 'a realm, which security: kerberos needs',
            fix: 'add realm: { kind: "internal" } with resources.kdc, or realm: { kind: "activeDirectory" } with the fields of your domain',
          },
        ]
      : []),
    ...(security !== 'kerberos' && realm
      ? [
          {
            path: 'security',
            given: show(security),
            allowed: 'kerberos, since there is a realm',
            fix: 'set it to kerberos, or remove realm',
          },
        ]
      : []),
    ...(internal && !hasKdc
      ? [
          {
            path: 'resources.kdc',
            given: show(undefined),
            allowed: 'the key distribution centre of the realm',
            fix: 'add resources.kdc, such as { cpu: "100m", memory: "256Mi" }',
          },
        ]
      : []),
    ...(hasKdc && !internal
      ? [
          {
            path: 'resources.kdc',
            given: show(resources.find(({ name }) => name === 'kdc')?.name),
            allowed: 'nothing without a realm of the cluster itself',
            fix: 'remove it, or set realm: { kind: "internal" } and security: kerberos',
          },
        ]
      : []),
  ];
}

function domain(realm: Domain): Problem[] {
  return [...lists(realm), ...groups(realm), ...unit(realm), ...names(realm)];
}

function lists({ clusterAdmins, clusterUsers, dnsIpAddresses, domainControllerFullyQualifiedDns, domainDnsName }: Domain): Problem[] {
  const one =
    clusterAdmins.length === 1
      ? []
      : [field('clusterAdmins', clusterAdmins, 'exactly one group', 'name one that has the others as members')];
  const needed = [
    { name: 'clusterUsers', given: clusterUsers, what: 'one group' },
    { name: 'dnsIpAddresses', given: dnsIpAddresses, what: 'one DNS server of the domain' },
    { name: 'domainControllerFullyQualifiedDns', given: domainControllerFullyQualifiedDns, what: 'one domain controller' },
  ].filter(({ given }) => given.length === 0);
  return [
    ...one,
    ...needed.map(({ name, given, what }) => field(name, given, `at least ${what}`, 'add it')),
    ...domainControllerFullyQualifiedDns.flatMap((host, index) =>
      isBelow(host, domainDnsName)
        ? []
        : [field(['domainControllerFullyQualifiedDns', index], host, `a host of ${domainDnsName}`, 'correct it')],
    ),
  ];
}

/** Everybody is in it by their primary group, which LDAP does not tell. */
const everybody = 'domain users';

function groups({ clusterAdmins, clusterUsers, appOwners, appReaders }: Domain): Problem[] {
  return Object.entries({ clusterAdmins, clusterUsers, appOwners, appReaders }).flatMap(([name, given]) =>
    given.flatMap((group, index) =>
      group.toLowerCase() === everybody
        ? [
            field(
              [name, index],
              group,
              'a global or universal group with members of its own: nobody is listed as a member of a primary group',
              'make one, and add people or groups to it',
            ),
          ]
        : [],
    ),
  );
}

/** A component of a distinguished name; commas and the like are escaped with a backslash. */
const component = String.raw`(?:[^,=+<>#;"\\]|\\.)+`;
const unitForm = new RegExp(`^(?:(?:OU|CN)=${component},)*OU=${component}(?:,(?:OU|CN)=${component})*((?:,DC=[A-Za-z0-9-]+)+)$`, 'i');

function unit({ domainDnsName, ouDistinguishedName: given }: Domain): Problem[] {
  const suffix = domainDnsName
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',');
  const [, found] = unitForm.exec(given) ?? [];
  if (found?.toLowerCase() === `,${suffix}`.toLowerCase()) return [];
  return [field('ouDistinguishedName', given, `an organizational unit of the domain: OU=<name>,${suffix}`, 'correct it')];
}

const longestNetbiosName = 15;

function names({ accountPrefix, domainDnsName, enableAES, netbiosDomainName, subdomain }: Domain): Problem[] {
  const [label] = domainDnsName.split('.');
  return [
    ...(subdomain?.includes('.') && accountPrefix === undefined
      ? [field('accountPrefix', accountPrefix, 'at most 12 letters: names of accounts have no dots, and the subdomain has', 'choose one')]
      : []),
    ...(netbiosDomainName === undefined && label!.length > longestNetbiosName
      ? [
          field(
            'netbiosDomainName',
            netbiosDomainName,
            `at most ${longestNetbiosName} letters, and ${label} is longer`,
            'add it, as the domain has it',
          ),
        ]
      : []),
    ...(enableAES
      ? []
      : [
          field(
            'enableAES',
            enableAES,
            'true: keys of RC4 are refused by Java, MIT Kerberos and the updates of Windows since 2022',
            'remove it',
          ),
        ]),
  ];
}

function endpointNames({ endpoints }: Cluster, { domain: zone }: ActiveDirectory): Problem[] {
  return Object.values(endpoints).flatMap(({ name, dnsName }) =>
    dnsName === undefined || isBelow(dnsName, zone)
      ? []
      : [
          {
            path: fieldPath(['endpoints', name, 'dnsName']),
            given: show(dnsName),
            allowed: `a name in ${zone}: for others callers ask another realm for tickets`,
            fix: `end it with .${zone}`,
          },
        ],
  );
}

function isBelow(host: string, zone: string): boolean {
  return host.toLowerCase().endsWith(`.${zone.toLowerCase()}`);
}

function field(name: string | readonly PropertyKey[], given: unknown, allowed: string, fix: string): Problem {
  return { path: fieldPath(['realm', ...(typeof name === 'string' ? [name] : name)]), given: show(given), allowed, fix };
}
