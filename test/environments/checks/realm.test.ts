import { checkCluster } from '../../../environments/checks';
import type { EnvironmentInput } from '../../../environments/schema/environment';
import { clusterOf } from '../cluster';
import { inDomain, inRealmOfItsOwn } from '../realm';

test.each([inDomain, inRealmOfItsOwn])('$name has no problems', (environment) => {
  expect(checkCluster(clusterOf(environment))).toEqual([]);
});

/** Paths of the problems of `inDomain` with `changes` of its realm. */
function pathsOf(changes: object, others: Partial<EnvironmentInput> = {}) {
  const realm = { ...inDomain.realm, ...changes } as EnvironmentInput['realm'];
  return checkCluster(clusterOf({ ...inDomain, realm, ...others })).map(({ path }) => path);
}

describe('a realm and Kerberos go together', () => {
  test('Kerberos without a realm', () => {
    expect(pathsOf({}, { realm: undefined })).toEqual(['realm']);
  });

  test('a realm without Kerberos', () => {
    expect(pathsOf({}, { security: 'simple' })).toEqual(['security']);
  });

  test('a realm of its own without its centre, and a centre in a domain', () => {
    const { kdc, ...resources } = inRealmOfItsOwn.resources;
    const problemsOf = (environment: EnvironmentInput) => checkCluster(clusterOf(environment));
    expect(problemsOf({ ...inRealmOfItsOwn, resources })).toEqual([
      {
        path: 'resources.kdc',
        given: 'nothing',
        allowed: 'the key distribution centre of the realm',
        fix: 'add resources.kdc, such as { cpu: "100m", memory: "256Mi" }',
      },
    ]);
    expect(problemsOf({ ...inDomain, resources: { ...inDomain.resources, kdc } }).map(({ path }) => path)).toEqual(['resources.kdc']);
  });
});

describe('groups', () => {
  test.each([[[]], [['a', 'b']]])('%j are not one group of administrators', (clusterAdmins) => {
    expect(pathsOf({ clusterAdmins })).toEqual(['realm.clusterAdmins']);
  });

  test('somebody may use the cluster', () => {
    expect(pathsOf({ clusterUsers: [] })).toEqual(['realm.clusterUsers']);
  });

  test.each(['clusterAdmins', 'clusterUsers', 'appOwners', 'appReaders'])('%s are not everybody', (field) => {
    expect(pathsOf({ [field]: ['domain Users'] })).toEqual([`realm.${field}[0]`]);
  });
});

describe('the domain', () => {
  test.each([
    '',
    'bdc',
    'DC=contoso,DC=local',
    'OU=bdc',
    'OU=bdc,DC=other,DC=local',
    'OU=bdc,DC=contoso',
    'CN=Users,DC=contoso,DC=local',
    'OU=,DC=contoso,DC=local',
    'OU=b,d,DC=contoso,DC=local',
  ])('%j is no unit of it', (ouDistinguishedName) => {
    expect(pathsOf({ ouDistinguishedName })).toEqual(['realm.ouDistinguishedName']);
  });

  test.each(['ou=bdc,dc=Contoso,dc=local', 'OU=Big Data,OU=Servers,DC=contoso,DC=local', 'OU=a\\,b,DC=contoso,DC=local'])(
    '%j is a unit of it',
    (ouDistinguishedName) => {
      expect(pathsOf({ ouDistinguishedName })).toEqual([]);
    },
  );

  test('has controllers, which are its hosts, and DNS servers', () => {
    expect(pathsOf({ dnsIpAddresses: [], domainControllerFullyQualifiedDns: [] })).toEqual([
      'realm.dnsIpAddresses',
      'realm.domainControllerFullyQualifiedDns',
    ]);
    expect(pathsOf({ domainControllerFullyQualifiedDns: ['DC1.contoso.local', 'dc2.notcontoso.local'] })).toEqual([
      'realm.domainControllerFullyQualifiedDns[1]',
    ]);
  });

  test('has a NetBIOS name of 15 letters', () => {
    const long = { domainDnsName: 'international-holding.local', ouDistinguishedName: 'OU=bdc,DC=international-holding,DC=local' };
    const changes = { ...long, domainControllerFullyQualifiedDns: ['dc1.international-holding.local'] };
    expect(pathsOf(changes, { endpoints: {} })).toEqual(['realm.netbiosDomainName']);
    expect(pathsOf({ ...changes, netbiosDomainName: 'HOLDING' }, { endpoints: {} })).toEqual([]);
  });

  test('gives out no tickets for names of other domains', () => {
    expect(pathsOf({}, { endpoints: { gateway: { dnsName: 'gateway.example.com' } } })).toEqual(['endpoints.gateway.dnsName']);
  });
});

describe('accounts', () => {
  test('a subdomain with dots has no first letters of a name', () => {
    expect(pathsOf({ subdomain: 'data.bdc' })).toEqual(['realm.accountPrefix']);
    expect(pathsOf({ subdomain: 'data.bdc', accountPrefix: 'data' })).toEqual([]);
  });

  test('have keys of AES', () => {
    expect(pathsOf({ enableAES: false })).toEqual(['realm.enableAES']);
  });
});
