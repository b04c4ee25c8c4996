import { smallest } from '../environments/smallest';
import type { EnvironmentInput } from '../../environments/schema/environment';
import { planOf } from '../../stacks/plan';
import { renderCluster } from '../../stacks/render-cluster';
import { doors } from '../check/doors';

function planWith(changes: Partial<EnvironmentInput>) {
  return planOf(renderCluster({ ...smallest, ...changes }, doors));
}

function addresses(changes: Partial<EnvironmentInput>) {
  return Object.fromEntries(planWith(changes).endpoints.map(({ name, address }) => [name, address]));
}

test('endpoints are listed as clients know them', () => {
  expect(planWith({}).endpoints).toContainEqual({
    name: 'gateway',
    description: 'Gateway to access HDFS files, Spark',
    protocol: 'https',
    serviceType: 'NodePort',
    workload: 'gateway',
    address: 'https://<node>:30443',
  });
  expect(planOf(renderCluster(smallest)).endpoints).toEqual([]);
});

test.each<[Partial<EnvironmentInput>, string, string]>([
  [{}, 'https://<node>:30443', '<node>,31433'],
  [{ platform: { kind: 'aks' } }, 'https://<address of gateway-svc-external>:30443', '<address of master-svc-external>,31433'],
  [
    { platform: { kind: 'kubernetes', exposure: 'ClusterIP' } },
    'https://gateway-svc-external.local.svc.cluster.local:30443',
    'master-svc-external.local.svc.cluster.local,31433',
  ],
  [
    { platform: { kind: 'openshift' }, endpoints: { gateway: { serviceType: 'Route' } } },
    'https://gateway-local.<domain of the routers>:443',
    '<node>,31433',
  ],
  [
    { endpoints: { gateway: { dnsName: 'gateway.acme.example' }, 'sql-server-master': { dnsName: 'sql.acme.example', port: 32000 } } },
    'https://gateway.acme.example:30443',
    'sql.acme.example,32000',
  ],
])('%j has addresses %s and %s', (changes, gateway, master) => {
  expect(addresses(changes)).toMatchObject({ gateway, 'sql-server-master': master });
});

describe('notes', () => {
  const storage = 'volumes of nmnode-0, storage-0 take the default storage class: see that there is one';

  test('a default storage class that has to be there', () => {
    expect(planWith({}).notes).toContain(storage);
    expect(planWith({ platform: { kind: 'kubernetes', storageClass: 'fast' } }).notes).not.toContain(storage);
    expect(planWith({ platform: { kind: 'aks' } }).notes).not.toContain(storage);
  });

  test('endpoints that the whole Internet may call', () => {
    const open = (endpoints: EnvironmentInput['endpoints']) =>
      planWith({ platform: { kind: 'aks' }, endpoints }).notes.find((note) => note.startsWith('the whole Internet'));
    expect(open({})).toContain('sql-server-master, sql-server-master-readonly, gateway');
    expect(open({ gateway: { internal: true }, 'sql-server-master': { sourceRanges: ['10.0.0.0/8'] } })).toContain(
      'may call sql-server-master-readonly:',
    );
    expect(planWith({}).notes.join()).not.toContain('Internet');
  });
});
