import { type Problem, show } from '../problem';
import type { Finding, Translation } from './finding';
import { domainKeys } from './layouts';
import { type Entry, type Profile, entriesBelow, entryAt, isEmpty } from './profile';

/** Keys without which there is no domain. */
const neededKeys: readonly string[] = [
  'ouDistinguishedName',
  'dnsIpAddresses',
  'domainControllerFullyQualifiedDns',
  'domainDnsName',
  'clusterAdmins',
  'clusterUsers',
];

/** Grants that the original asked for, and what makes them needless. */
const grants: Readonly<Record<string, string>> = {
  allowNodeMetricsCollection: 'no pod reads the metrics of nodes, so nothing needs a ClusterRole',
  allowPodMetricsCollection: 'every process tells its own metrics, so nothing needs a ClusterRole',
  allowRunAsRoot: 'nothing runs as root, and the namespace refuses it',
  allowDumps: "a process may always write a dump of itself; SQL Server's are set by mssql.coredump.*",
};

/** A domain that was begun and not completed. */
export function checkDomain(profile: Profile): Problem[] {
  if (isPlaceholder(profile)) return [];
  return neededKeys
    .map((key) => ({ key, entry: entryAt(profile, 'security', 'activeDirectory', key) }))
    .filter(({ entry }) => entry === undefined || isEmpty(entry.value))
    .map(({ key, entry }) => ({
      path: entry?.places[0] ?? `security.activeDirectory.${key}`,
      given: show(entry?.value),
      allowed: 'a value, since other fields of the domain have one',
      fix: 'fill it in, or empty the whole block',
    }));
}

/** The domain of Active Directory, and what the cluster was allowed to do. */
export function translateSecurity(translation: Translation): Finding[] {
  const { profile } = translation;
  return [
    ...Object.entries(grants).flatMap(([key, how]) => {
      const entry = entryAt(profile, 'security', key);
      return entry ? [{ outcome: 'no counterpart' as const, entries: [entry], how }] : [];
    }),
    ...(isPlaceholder(profile) ? placeholders(translation) : domain(translation)),
  ];
}

function domainEntries(profile: Profile): Entry[] {
  return entriesBelow(profile, 'security', 'activeDirectory').filter(
    ({ path }) => path.length === 2 || (domainKeys as readonly unknown[]).includes(path[2]),
  );
}

/** The built-in profiles for production came with empty fields. */
function isPlaceholder(profile: Profile): boolean {
  return domainEntries(profile).every(({ path, value }) => !neededKeys.includes(String(path[2])) || isEmpty(value));
}

function placeholders({ profile, environment, base }: Translation): Finding[] {
  const entries = domainEntries(profile);
  if (entries.length === 0) return [];
  const how = environment.realm === undefined ? 'without a realm' : 'a realm of its own';
  return [{ outcome: 'expressed differently', entries, to: ['security'], how: `no domain is filled in: ${how}, as in ${base}` }];
}

function domain({ profile, environment }: Translation): Finding[] {
  const hasKdc = typeof environment.resources === 'object' && environment.resources !== null && 'kdc' in environment.resources;
  return [
    { outcome: 'expressed differently', entries: [], to: ['security'], value: 'kerberos', how: 'there is a domain in the profile' },
    {
      outcome: 'expressed differently',
      entries: [],
      to: ['realm'],
      value: { kind: 'activeDirectory' },
      how: 'security.activeDirectory of the profile, with the same names',
    },
    ...(hasKdc
      ? [{ outcome: 'not in the profile' as const, entries: [], to: ['resources', 'kdc'], value: undefined, how: 'the domain has a KDC' }]
      : []),
    ...domainEntries(profile).map(domainField),
  ];
}

/** In capitals and small letters as Kerberos and DNS need them. */
const letters: Readonly<Record<string, (text: string) => string>> = {
  realm: (text) => text.toUpperCase(),
  domainDnsName: (text) => text.toLowerCase(),
  subdomain: (text) => text.toLowerCase(),
  accountPrefix: (text) => text.toLowerCase(),
};

function domainField(entry: Entry): Finding {
  const key = String(entry.path[2]);
  const to = ['realm', key];
  if (isEmpty(entry.value) && entry.path.length <= 3) {
    return { outcome: 'no counterpart', entries: [entry], how: 'empty: there is nothing in it' };
  }
  if (key === 'enableAES' && String(entry.value) === 'false') {
    return {
      outcome: 'expressed differently',
      entries: [entry],
      to,
      how: 'always true: without AES accounts have keys of RC4 alone, which domains and programs of today refuse',
    };
  }
  const value = withLetters(key, entry.value);
  const isSame = JSON.stringify(value) === JSON.stringify(entry.value);
  return {
    outcome: isSame ? 'taken over' : 'expressed differently',
    entries: [entry],
    to,
    value,
    how: isSame ? '' : 'written as Kerberos and DNS need it',
  };
}

function withLetters(key: string, value: unknown): unknown {
  if (key === 'useSubdomain' || key === 'enableAES') return value === 'true' ? true : value === 'false' ? false : value;
  const change = Object.hasOwn(letters, key) ? letters[key] : undefined;
  return typeof value === 'string' && change ? change(value) : value;
}
