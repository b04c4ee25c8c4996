import { clockSkewSeconds } from '../constructs/config/krb5-conf';
import { type WorkloadEndpoint, endpointsOf } from '../constructs/workload/external-service';
import { hostOf } from '../environments/host-names';
import type { ZoneForwarding } from '../environments/platforms/platform';
import { ProblemsError, show } from '../environments/problem';
import { type ActiveDirectory, roles } from '../environments/realm';
import { type Account, accountsOf } from './active-directory';
import type { RenderedCluster } from './render-cluster';

/** Everything that a cluster has or needs in a domain of Active Directory. */
export interface ActiveDirectoryPlan {
  readonly environment: string;
  readonly realm: string;
  readonly domain: string;
  readonly organizationalUnit: string;
  readonly accounts: readonly Account[];

  /** Groups that have to be there, and what their members are to the cluster. */
  readonly groups: readonly { readonly group: string; readonly role: string }[];

  /** Names that somebody adds to the zone of the domain. */
  readonly records: readonly DnsRecord[];

  /** What the domain service account may do on the organizational unit. */
  readonly rights: { readonly words: readonly string[]; readonly sddl: string };

  /** How pods find names of the domain. */
  readonly forwarding: ZoneForwarding;

  /** What has to be so before the cluster is applied. */
  readonly preflight: readonly string[];
}

/** An address of an endpoint; what is known only when it is applied stands in angle brackets. */
export interface DnsRecord {
  readonly name: string;
  readonly type: 'A';
  readonly value: string;
  readonly endpoint: string;
}

/** Object classes and rights by the numbers that Active Directory has for them. */
const userClass = 'bf967aba-0de6-11d0-a285-00aa003049e2';
const resetPassword = '00299570-246d-11d0-a768-00aa006e0529';

/** Less than the original asked for: no computers and no groups are made. */
const rights = {
  words: [
    'read and write all properties of the unit and what is below it',
    'create and delete user objects in the unit and below it',
    'reset the passwords of user objects below it',
  ],
  sddl: ['(A;CI;RPWP;;;<SID>)', `(OA;CI;CCDC;${userClass};;<SID>)`, `(OA;CIIO;CR;${resetPassword};${userClass};<SID>)`].join(''),
};

/**
 * What `rendered` needs in its domain.
 *
 * @throws ProblemsError if it is in none
 */
export function activeDirectoryPlan({ cluster, workloads }: RenderedCluster): ActiveDirectoryPlan {
  const { name, platform, realm } = cluster;
  if (realm?.kind !== 'activeDirectory') {
    const allowed = 'a domain: security: kerberos, and a realm of kind activeDirectory';
    throw new ProblemsError([{ path: `${name}: realm`, given: show(realm?.kind), allowed, fix: 'name an environment that has it' }]);
  }
  return {
    environment: name,
    realm: realm.name,
    domain: realm.domain,
    organizationalUnit: realm.organizationalUnit,
    accounts: accountsOf(realm, workloads),
    groups: [
      { group: realm.admins, role: roles.admins },
      ...realm.users.map((group) => ({ group, role: roles.users })),
      ...realm.appOwners.map((group) => ({ group, role: roles.appOwners })),
      ...realm.appReaders.map((group) => ({ group, role: roles.appReaders })),
    ],
    records: workloads.flatMap(endpointsOf).flatMap((endpoint) => record(cluster, endpoint)),
    rights,
    forwarding: platform.forwardZone(realm.domain, realm.dnsServers),
    preflight: preflight(realm),
  };
}

function record(cluster: RenderedCluster['cluster'], { name, dnsName, service, serviceType }: WorkloadEndpoint): DnsRecord[] {
  if (dnsName === undefined) return [];
  const values = {
    NodePort: '<addresses of the nodes>',
    LoadBalancer: `<address of ${service}>`,
    Route: '<address of the routers>',
    ClusterIP: `<address of ${hostOf(cluster, service)}>`,
  };
  return [{ name: dnsName, type: 'A', value: values[serviceType], endpoint: name }];
}

function preflight({ admins, appOwners, appReaders, domain, domainControllers, organizationalUnit, users }: ActiveDirectory): string[] {
  const groups = [admins, ...users, ...appOwners, ...appReaders].join(', ');
  return [
    `pods resolve _ldap._tcp.dc._msdcs.${domain}, and the names of ${domainControllers.join(', ')}`,
    `pods reach the controllers by TCP: 88, 389, 464, 636, 3268, 3269`,
    `the clocks of nodes and controllers differ by less than ${clockSkewSeconds} seconds (currentTime of the root DSE)`,
    'the certificate of each controller at port 636 names the controller, and is signed by who stands in truststore.p12 of ldap-lookup',
    `${organizationalUnit} is there, and the domain service account can make and delete a user in it`,
    `${groups} are there, of global or universal scope (groupType without bit 4)`,
    'no other account has one of the servicePrincipalNames (search of the global catalogue)',
  ];
}
