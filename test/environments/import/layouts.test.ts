import { type Json, becomes, environmentOf, imported, patch, problemsOf, profile } from './profile';

const domain = (patch('security').content as Json).patch[0].value;

/** The one file of the first previews. */
const single: Json = {
  apiVersion: 'v1',
  metadata: { kind: 'Cluster', name: 'mssql-cluster' },
  spec: {
    controlPlane: {
      spec: {
        docker: { registry: 'registry.example.com', repository: 'mssql-bdc', imageTag: 'ctp2.5', imagePullPolicy: 'Always' },
        storage: { usePersistentVolume: true, className: 'managed-premium', accessMode: 'ReadWriteOnce', size: '12Gi' },
        endpoints: [
          { name: 'Controller', serviceType: 'LoadBalancer', port: 30080 },
          { name: 'ServiceProxy', serviceType: 'LoadBalancer', port: 30777 },
          { name: 'AppServiceProxy', serviceType: 'LoadBalancer', port: 30778 },
          { name: 'Knox', serviceType: 'LoadBalancer', port: 31443 },
        ],
      },
    },
    pools: [
      pool('Master', 1, { endpoints: [{ name: 'Master', serviceType: 'LoadBalancer', port: 31433 }] }),
      pool('Compute', 1),
      pool('Data', 3),
      {
        ...pool('Storage', 2, { includeSpark: true, storage: { usePersistentVolume: true, className: 'default', size: '40Gi' } }),
        hadoop: {
          spark: { driverMemory: '3g', driverCores: 1, executorInstances: 3, executorMemory: '1536m', executorCores: 1 },
          yarn: {
            nodeManager: { memory: 18432, vcores: 6 },
            schedulerMax: { memory: 18432, vcores: 6 },
            capacityScheduler: { maxAmPercent: 0.3 },
          },
        },
      },
      { ...pool('Spark', 2), hadoop: { yarn: { nodeManager: { memory: 12288, vcores: 6 } } } },
      pool('Compute', 4),
    ],
  },
};

function pool(type: string, replicas: number, more: object = {}): Json {
  return { metadata: { kind: 'Pool', name: 'default' }, spec: { type, replicas, ...more } };
}

describe('one file with a control plane and a list of pools', () => {
  const documents = [{ file: 'cluster.json', content: single }];
  const environment = environmentOf(documents);

  test('has pools with the names that they got later', () => {
    expect(environment.resources).toMatchObject({
      master: { replicas: 1 },
      'compute-0': { replicas: 1 },
      'compute-1': { type: 'Compute', replicas: 4, cpu: '1', memory: '4Gi' },
      'data-0': { replicas: 3 },
      'storage-0': { replicas: 2, includeSpark: true, storage: { data: { size: '40Gi' }, logs: { size: '40Gi' } } },
      'spark-0': { replicas: 2, settings: { 'yarn-site.yarn.nodemanager.resource.memory-mb': '12288' } },
    });
  });

  test('has endpoints, storage and settings of Spark', () => {
    expect(environment.endpoints).toEqual({ gateway: { port: 31443 } });
    expect(environment.storage).toEqual({ data: { size: '12Gi' }, logs: { size: '12Gi' } });
    expect(environment.platform).toEqual({ kind: 'aks', storageClass: 'managed-csi-premium' });
    expect(environment.services.spark.settings).toMatchObject({ 'spark-defaults-conf.spark.driver.memory': '3g' });
    expect(environment.images).toEqual({
      repository: 'registry.example.com/big-data-cluster',
      sqlServer: { repository: 'registry.example.com/mssql/server' },
    });
  });

  test('has nothing that is not told', () => {
    const { findings } = imported(documents);
    expect(findings.filter(({ how }) => how === 'not a field that the original had')).toEqual([]);
    expect(becomes(imported(documents), 'cluster.json: spec.pools[3].spec.storage.size')).toMatchObject([
      { outcome: 'taken over', to: 'resources storage-0 storage data size', value: '40Gi' },
      { outcome: 'taken over', to: 'resources storage-0 storage logs size', value: '40Gi' },
    ]);
  });

  test('without a pool it is no profile', () => {
    const without = structuredClone(single);
    without.spec.pools.splice(2, 1);
    expect(problemsOf([{ file: 'cluster.json', content: without }])).toMatchObject([
      { path: 'cluster.json: spec.pools', given: 'nothing', allowed: 'the pool data-0, which every profile has' },
    ]);
  });
});

describe('the domain', () => {
  const place = (security: Json) => profile('kubeadm-prod', (control) => Object.assign(control, { security }));
  const nested = environmentOf(place({ activeDirectory: domain })).realm;

  test('may stand in security itself, as until the second update', () => {
    expect(environmentOf(place(domain)).realm).toEqual(nested);
  });

  test('may have the names of the release candidate', () => {
    const { clusterAdmins, clusterUsers, ...rest } = domain;
    const environment = environmentOf(
      place({ ...rest, realm: 'contoso.local', bdcAdminPrincipals: clusterAdmins, bdcUserPrincipals: clusterUsers }),
    );
    expect(environment.realm).toEqual({ ...nested, realm: 'CONTOSO.LOCAL' });
  });

  test('may stand in spec.security, as a running cluster tells it', () => {
    const documents = profile('kubeadm-prod', (control) => {
      delete control.security;
      control.spec.security = { activeDirectory: domain };
    });
    expect(environmentOf(documents).realm).toEqual(nested);
  });

  test('may stand in both places, as the wizard of Azure Data Studio wrote it: the filled one counts', () => {
    const empty = (value: unknown): unknown => (Array.isArray(value) ? [] : '');
    const blank = Object.fromEntries(Object.entries(domain).map(([key, value]) => [key, empty(value)]));
    expect(environmentOf(place({ activeDirectory: blank, ...domain })).realm).toEqual(nested);
    expect(environmentOf(place({ activeDirectory: domain, ...blank })).realm).toEqual(nested);
    expect(environmentOf(place({ activeDirectory: domain, ...domain })).realm).toEqual(nested);
  });

  test('must not be two', () => {
    expect(problemsOf(place({ activeDirectory: domain, domainDnsName: 'fabrikam.local' }))).toEqual([
      {
        path: 'control.json: security.domainDnsName',
        given: '"fabrikam.local"',
        allowed: '"contoso.local", as at control.json: security.activeDirectory.domainDnsName',
        fix: 'say it once, or twice the same',
      },
    ]);
  });

  test('must be whole', () => {
    const { clusterUsers: _, ...others } = domain;
    expect(problemsOf(place({ activeDirectory: { ...others, dnsIpAddresses: [] } })).map(({ path }) => path)).toEqual([
      'control.json: security.activeDirectory.dnsIpAddresses',
      'security.activeDirectory.clusterUsers',
    ]);
  });

  test('with nothing filled in is none, and that is told', () => {
    expect(becomes(imported(profile('kubeadm-prod')), 'control.json: security.activeDirectory.domainDnsName')).toEqual([
      { outcome: 'expressed differently', to: 'security', how: 'no domain is filled in: a realm of its own, as in kubeadm-prod' },
    ]);
  });

  test('has small and capital letters as DNS and Kerberos need them, and AES in any case', () => {
    const environment = environmentOf(place({ activeDirectory: { ...domain, domainDnsName: 'Contoso.LOCAL', enableAES: false } }));
    expect(environment.realm).toEqual(nested);
  });
});

describe('the merged document of azdata bdc config show', () => {
  const [control, bdc] = profile('kubeadm-prod').map(({ content }) => content as Json);
  const merged = structuredClone(bdc);
  Object.assign(merged.spec, { docker: control.spec.docker, storage: control.spec.storage, security: control.security });
  for (const [name, resource] of Object.entries<Json>(merged.spec.resources)) {
    Object.assign(resource, { clusterName: 'mssql-cluster' });
    Object.assign(resource.spec, { docker: control.spec.docker, storage: control.spec.storage, name });
  }
  merged.spec.resources.control = { clusterName: 'mssql-cluster', spec: { replicas: 1, endpoints: [control.spec.endpoints[0]] } };
  merged.spec.resources.logsdb = { clusterName: 'mssql-cluster', spec: { replicas: 1 } };
  merged.spec.resources.mgmtproxy = { spec: { endpoints: [{ ...control.spec.endpoints[1], port: 31777 }] } };
  const result = imported([{ file: 'live.json', content: merged }]);

  test('is enough by itself', () => {
    expect(result.base.name).toBe('kubeadm-prod');
    expect(result.environment.endpoints).toEqual({ mgmtproxy: { port: 31777 } });
  });

  test('tells what there is in the place of pods of the control plane', () => {
    expect(becomes(result, 'live.json: spec.resources.logsdb.spec.replicas')).toEqual([
      { outcome: 'no counterpart', how: 'logs are lines of the containers; the platform keeps them' },
    ]);
  });

  test('tells of each value, even of one that nobody knows', () => {
    expect(becomes(result, 'live.json: spec.resources.master.spec.name')).toEqual([
      { outcome: 'no counterpart', how: 'not a field that the original had' },
    ]);
    expect(becomes(result, 'live.json: spec.resources.gateway.spec.storage.data.size')).toEqual([
      { outcome: 'no counterpart', how: 'gateway keeps no data on a volume here' },
    ]);
  });
});

test('bdc.json alone is as a running cluster may tell it, and what is missing is told', () => {
  const [, bdc] = profile('kubeadm-prod');
  const result = imported([bdc!]);
  expect(result.environment.platform).toEqual({ kind: 'kubernetes' });
  expect(result.findings.map(({ how }) => how)).toContain('nothing of control.json about docker, storage, endpoints: as in kubeadm-prod');
});
