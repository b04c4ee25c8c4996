import { environments } from '../../../environments';
import { parseEnvironment } from '../../../environments/schema/parse';
import { renderCluster } from '../../../stacks/render-cluster';
import { environmentOf, imported, patch, profile, profileNames } from './profile';

/** What no profile can tell, or what is its own. */
const own = {
  // Every profile of the original had this name until somebody gave another.
  name: 'mssql-cluster',
  // The built-in environments name no registry; that of a profile is taken over.
  images: { sqlServer: { repository: 'registry.example.com/mssql/server' } },
};

test.each(profileNames)('%s becomes the built-in environment of the same name', (name) => {
  const { environment, base } = imported(profile(name));
  expect(base.name).toBe(name);
  expect(parseEnvironment(environment)).toEqual(parseEnvironment({ ...environments[name], ...own }));
});

test.each(profileNames)('%s becomes an environment that is rendered', (name) => {
  expect(renderCluster(environmentOf(profile(name))).warnings.map(({ path }) => path)).toEqual([
    'acceptEula',
    ...(name.endsWith('-prod') ? ['images.sqlServer.digest'] : []),
  ]);
});

describe('kubeadm-prod with a domain and names', () => {
  const patches = [patch('security'), patch('endpoints')];

  test('has the domain, the names and the storage class of the patches', () => {
    const environment = environmentOf(profile('kubeadm-prod'), { patches });
    expect(environment).toMatchObject({
      security: 'kerberos',
      realm: {
        kind: 'activeDirectory',
        ouDistinguishedName: 'OU=bdc,DC=contoso,DC=local',
        dnsIpAddresses: ['10.100.10.100'],
        domainControllerFullyQualifiedDns: ['DC.CONTOSO.LOCAL'],
        domainDnsName: 'contoso.local',
        clusterAdmins: ['bdcadminsgroup'],
        clusterUsers: ['bdcusersgroup'],
      },
      platform: { kind: 'kubernetes', storageClass: 'local-storage' },
      endpoints: {
        controller: { dnsName: 'controller.contoso.local' },
        mgmtproxy: { dnsName: 'serviceproxy.contoso.local' },
        gateway: { dnsName: 'gateway.contoso.local' },
        'app-proxy': { dnsName: 'app.contoso.local' },
        'sql-server-master': { dnsName: 'mastersql-primary.contoso.local' },
        'sql-server-master-readonly': { dnsName: 'mastersql-secondary.contoso.local' },
      },
    });
    expect(environment.resources).not.toHaveProperty('kdc');
  });

  test('is rendered', () => {
    const { cluster } = renderCluster(environmentOf(profile('kubeadm-prod'), { patches }));
    expect(cluster.realm).toMatchObject({ name: 'CONTOSO.LOCAL', admins: 'bdcadminsgroup' });
  });

  test('tells that values are of a patch', () => {
    const { findings } = imported(profile('kubeadm-prod'), { patches });
    const places = findings.flatMap(({ entries }) => entries.flatMap((entry) => entry.places));
    expect(places).toContain('control.json: security.activeDirectory.domainDnsName (of security.json)');
    expect(places).toContain('bdc.json: spec.resources.master.spec.endpoints[1].dnsName (of endpoints.json)');
  });
});

test('the profile that it resembles can be chosen', () => {
  const result = imported(profile('aks-dev-test'), { from: 'kubeadm-dev-test' });
  expect(result.base).toEqual({ name: 'kubeadm-dev-test', why: 'as you chose' });
  expect(result.environment.platform).toEqual({ kind: 'kubernetes', storageClass: 'default', exposure: 'LoadBalancer' });
});
