import { endpointsOf } from '../constructs/workload/external-service';
import { keytabFiles } from '../constructs/workload/kerberos';
import { hostOf, podNames, serviceName } from '../environments/host-names';
import type { Principal, Process } from '../constructs/workload/process';
import { secretsOf } from '../constructs/workload/secrets';
import type { WorkloadSpec } from '../constructs/workload/workload';
import { groupBy } from '../environments/group-by';
import { type Problem, distinct, fieldPath, show } from '../environments/problem';
import { type ActiveDirectory, accountName } from '../environments/realm';
import type { Cluster } from '../environments/resolve-cluster';
import { keytabSecret, secretName } from '../environments/secrets';

/** An account in the domain: a user object, since others cannot log in under the name of a service. */
export interface Account {
  /** `sAMAccountName`, and the common name. */
  readonly name: string;

  readonly distinguishedName: string;

  /** Name that it logs in with; the domain knows one of them for an account. */
  readonly userPrincipalName: string;

  /** Names that callers know its processes by, without the realm. */
  readonly servicePrincipalNames: readonly string[];

  /** `msDS-SupportedEncryptionTypes`: without it domains hand out tickets of RC4, which no keytab here has a key for. */
  readonly supportedEncryptionTypes: number;

  /** `userAccountControl`: a normal account whose password does not expire. */
  readonly userAccountControl: number;

  /** Where its keys have to be. */
  readonly keytabs: readonly Keytab[];
}

/** One keytab, a key of a Secret; several accounts of a process are in the same one. */
export interface Keytab {
  readonly secret: string;
  readonly key: string;

  /** Principals in it that belong to the account, without the realm. */
  readonly principals: readonly string[];
}

/** Keys of AES with 128 and 256 bits. */
const supportedEncryptionTypes = 24;

const userAccountControl = 0x200 + 0x10000;

/** Windows allows no longer `sAMAccountName` of users. */
const longestName = 20;

/** What one process wants of one account. */
interface Claim {
  readonly account: string;
  readonly workload: string;

  /** Name to log in with, if it does. */
  readonly login?: string;

  readonly servicePrincipalNames: readonly string[];
  readonly keytab: Keytab;
}

/** All accounts of `workloads` in the domain, that of the look-ups included, by name. */
export function accountsOf(realm: ActiveDirectory, workloads: readonly WorkloadSpec[]): Account[] {
  const claims = claimsOf(realm, workloads);
  const lookup = accountName(realm, 'ldap');
  const looksUp = secretsOf(workloads).some(({ id }) => id === 'ldap-lookup');
  return [
    ...[...groupBy(claims, ({ account }) => account)].map(([name, own]) => {
      const [login] = own.flatMap((claim) => claim.login ?? []);
      return {
        ...accountIn(realm, name, login),
        servicePrincipalNames: distinct(own.flatMap((claim) => claim.servicePrincipalNames)).toSorted(),
        keytabs: own.map(({ keytab }) => keytab),
      };
    }),
    ...(looksUp ? [{ ...accountIn(realm, lookup), servicePrincipalNames: [], keytabs: [] }] : []),
  ].toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** What the domain would refuse, and what callers outside could not be given a ticket for. */
export function checkActiveDirectory({ realm }: Pick<Cluster, 'realm'>, workloads: readonly WorkloadSpec[]): Problem[] {
  if (realm?.kind !== 'activeDirectory') return [];
  const accounts = accountsOf(realm, workloads);
  return [
    ...accounts.flatMap(({ name }) => tooLong(realm, name)),
    ...severalLogins(claimsOf(realm, workloads)),
    ...sharedNames(accounts),
    ...workloads.flatMap(endpointsOf).flatMap(({ name, dnsName }) =>
      dnsName === undefined
        ? [
            {
              path: fieldPath(['endpoints', name, 'dnsName']),
              given: show(dnsName),
              allowed: `a name in ${realm.domain}: tickets are given out for names`,
              fix: `choose one, such as ${name}.${realm.suffix}`,
            },
          ]
        : [],
    ),
  ];
}

function accountIn({ name: realm, organizationalUnit }: ActiveDirectory, name: string, login = name) {
  return {
    name,
    distinguishedName: `CN=${name},${organizationalUnit}`,
    userPrincipalName: `${login}@${realm}`,
    supportedEncryptionTypes,
    userAccountControl,
  };
}

function claimsOf(realm: ActiveDirectory, workloads: readonly WorkloadSpec[]): Claim[] {
  return workloads.flatMap((workload) =>
    workload.processes.flatMap((process) => {
      const { principals = [] } = process;
      const codes = distinct(principals.map(({ account, perPod }) => ({ account, perPod })));
      return codes.flatMap(({ account, perPod }) => {
        const own = principals.filter((principal) => principal.account === account);
        // Where each pod is somebody else, each has an account; shared ones are in the keytabs of all.
        return keytabFiles(workload, process).flatMap((key, ordinal) => {
          const pods = perPod ? [ordinal] : undefined;
          const name = accountName(realm, account, perPod ? ordinal : undefined);
          const first = principals[0]!;
          const login = own.includes(first) ? loginOf(workload, first, name, ordinal) : undefined;
          const servicePrincipalNames = own.flatMap((principal) => namesOf(realm, workload, process, principal, pods));
          const secret = secretName(workload.cluster.environment, keytabSecret(workload.name, process.name));
          const keytab = { secret, key, principals: distinct([...(login === undefined ? [] : [login]), ...servicePrincipalNames]) };
          return { account: name, workload: workload.name, login, servicePrincipalNames, keytab };
        });
      });
    }),
  );
}

function loginOf(
  { cluster, name }: WorkloadSpec,
  { service, perPod, logsInByAccount }: Principal,
  account: string,
  ordinal: number,
): string {
  if (logsInByAccount) return account;
  const host = hostOf(cluster, serviceName(name));
  return `${service}/${perPod ? `${name}-${ordinal}.${host}` : host}`;
}

/** Names of `principal` by which callers inside and outside know the pods `ordinals`, or all pods and the Services in front of them. */
function namesOf(
  { suffix }: ActiveDirectory,
  workload: WorkloadSpec,
  { ports = {}, endpoints = [] }: Process,
  { service, ports: named = [] }: Principal,
  ordinals?: readonly number[],
): string[] {
  const { cluster, kind, name, replicas, services } = workload;
  const all = podNames(name, replicas);
  const pods = ordinals ? ordinals.map((ordinal) => all[ordinal]!) : kind === 'StatefulSet' ? all : [];
  const inside = [
    ...pods.flatMap((pod) => [`${pod}.${hostOf(cluster, serviceName(name))}`, `${pod}.${suffix}`]),
    ...(ordinals ? [] : [name, ...Object.keys(services)].map(serviceName).flatMap((id) => [hostOf(cluster, id), `${id}.${suffix}`])),
  ].flatMap((host) => [host, ...named.map((port) => `${host}:${ports[port]}`)]);
  const outside = ordinals
    ? []
    : endpoints.flatMap(({ endpoint }) => {
        const { dnsName, port } = cluster.endpoints[endpoint];
        return dnsName === undefined ? [] : [dnsName, ...(named.length > 0 ? [`${dnsName}:${port}`] : [])];
      });
  return [...inside, ...outside].map((host) => `${service}/${host}`);
}

function tooLong({ accountPrefix }: ActiveDirectory, name: string): Problem[] {
  const excess = name.length - longestName;
  if (excess <= 0) return [];
  return [
    {
      path: 'realm.accountPrefix',
      given: show(accountPrefix),
      allowed: `${accountPrefix.length - excess} letters at most: the account ${name} may have ${longestName}`,
      fix: 'choose a shorter one',
    },
  ];
}

function severalLogins(claims: readonly Claim[]): Problem[] {
  const withLogin = claims.filter(({ login }) => login !== undefined);
  return [...groupBy(withLogin, ({ account }) => account)].flatMap(([account, own]) => {
    const logins = distinct(own.map(({ login }) => login));
    if (logins.length <= 1) return [];
    return [
      {
        path: `workload ${own.at(-1)!.workload}: principals`,
        given: show(logins),
        allowed: `one principal that logs in as the account ${account}`,
        fix: 'give the other one an account of its own',
      },
    ];
  });
}

/** A domain refuses a name that another account has: it would not know whose key to use. */
function sharedNames(accounts: readonly Account[]): Problem[] {
  const owners = accounts.flatMap(({ name, servicePrincipalNames }) => servicePrincipalNames.map((principal) => ({ principal, name })));
  return [...groupBy(owners, ({ principal }) => principal)].flatMap(([principal, all]) => {
    const names = all.map(({ name }) => name);
    if (names.length === 1) return [];
    return [
      {
        path: `account ${names[1]}: servicePrincipalName`,
        given: show(principal),
        allowed: `a name that no other account has; ${names[0]} has it`,
        fix: 'let both principals name the same account',
      },
    ];
  });
}
