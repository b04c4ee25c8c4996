import { capacityScheduler } from '../../../constructs/config/capacity-scheduler';
import { resolveCluster } from '../../../environments/resolve-cluster';
import { parseEnvironment } from '../../../environments/schema/parse';
import { renderCluster } from '../../../stacks/render-cluster';
import { type Json, becomes, environmentOf, imported, profile } from './profile';

const prod = (change: (control: Json, bdc: Json) => void) => profile('kubeadm-prod', change);
const setting = (service: string, name: string, value: string) =>
  profile('kubeadm-dev-test', (_, { spec }) => {
    (spec.services[service].settings ??= {})[name] = value;
  });

describe('endpoints', () => {
  test('all alike are said once', () => {
    const documents = profile('kubeadm-dev-test', (...files) => {
      for (const { endpoints } of holders(files)) for (const endpoint of endpoints) endpoint.serviceType = 'LoadBalancer';
    });
    expect(environmentOf(documents)).toMatchObject({ platform: { exposure: 'LoadBalancer' } });
    expect(environmentOf(documents)).not.toHaveProperty('endpoints');
  });

  test('not alike are said one by one, the default apart', () => {
    const documents = profile('kubeadm-dev-test', (control) =>
      Object.assign(control.spec.endpoints[0], { serviceType: 'LoadBalancer', port: 443 }),
    );
    expect(environmentOf(documents)).toMatchObject({ endpoints: { controller: { serviceType: 'LoadBalancer', port: 443 } } });
    expect(environmentOf(documents).platform).toEqual({ kind: 'kubernetes' });
  });

  test('ports may be text, names get small letters', () => {
    const documents = prod((control) => Object.assign(control.spec.endpoints[0], { port: '30081', dnsName: 'Controller.Contoso.local' }));
    expect(environmentOf(documents).endpoints.controller).toEqual({ port: 30081, dnsName: 'controller.contoso.local' });
  });

  test('of a release candidate may have one that is none now', () => {
    const documents = prod((control) => control.spec.endpoints.push({ name: 'Kerberos', serviceType: 'NodePort', port: 30088 }));
    expect(becomes(imported(documents), 'control.json: spec.endpoints[2].port')).toMatchObject([{ outcome: 'no counterpart' }]);
  });

  function holders(files: Json[]): Json[] {
    return files
      .flatMap(({ spec }) => [spec, ...Object.values<Json>(spec.resources ?? {}).map((resource) => resource.spec)])
      .filter(({ endpoints }) => endpoints);
  }
});

describe('storage', () => {
  test('classes that differ are said by volume', () => {
    const documents = profile('kubeadm-dev-test', ({ spec: { storage } }) => {
      storage.data.className = 'fast';
      storage.logs.className = 'slow';
    });
    const { platform, storage } = environmentOf(documents);
    expect({ platform, storage }).toEqual({
      platform: { kind: 'kubernetes' },
      storage: { data: { size: '15Gi', className: 'fast' }, logs: { size: '10Gi', className: 'slow' } },
    });
  });

  test.each([
    ['500G', '466Gi'],
    ['1.5Gi', '2Gi'],
    ['2T', '1863Gi'],
    ['20480Mi', '20480Mi'],
    ['1073741824', '1Gi'],
  ])('a size of %s is %s', (given, size) => {
    const documents = profile('kubeadm-dev-test', ({ spec }) => Object.assign(spec.storage.data, { size: given }));
    expect(environmentOf(documents).storage.data.size).toBe(size);
  });

  test.each([
    ['aks-dev-test', 'managed-premium', { kind: 'aks', storageClass: 'managed-csi-premium' }],
    ['aks-dev-test', 'my-disks', undefined],
    ['aro-dev-test', 'ocs-rbd', { kind: 'openshift', storageClass: 'ocs-rbd', exposure: 'LoadBalancer' }],
  ])('%s with the class %s', (name, className, platform) => {
    const documents = profile(name, ({ spec: { storage } }) => {
      storage.data.className = className;
      storage.logs.className = className;
    });
    expect(environmentOf(documents).platform).toEqual(
      platform ?? { kind: 'kubernetes', storageClass: className, exposure: 'LoadBalancer' },
    );
  });
});

describe('images', () => {
  test('of a registry of their own', () => {
    const documents = prod((control) => Object.assign(control.spec.docker, { registry: 'registry.acme.example:5000', repository: 'bdc' }));
    expect(environmentOf(documents).images).toEqual({
      repository: 'registry.acme.example:5000/big-data-cluster',
      sqlServer: { repository: 'registry.acme.example:5000/mssql/server' },
    });
  });

  test('of a placeholder', () => {
    const documents = prod((control) => Object.assign(control.spec.docker, { registry: '<registry>' }));
    expect(environmentOf(documents).images).toEqual({ sqlServer: { repository: 'mssql/server' } });
  });
});

describe('the edition', () => {
  test.each([
    ['Developer', 'EnterpriseDeveloper', 'expressed differently'],
    ['Standard', 'Standard', 'expressed differently'],
    ['EnterpriseCore', 'EnterpriseCore', 'expressed differently'],
    ['Web', 'EnterpriseDeveloper', 'no counterpart'],
    ['ABCDE-12345-ABCDE-12345-ABCDE', 'EnterpriseDeveloper', 'no counterpart'],
  ])('%s is %s', (given, edition, outcome) => {
    const documents = setting('sql', 'mssql.licensing.pid', given);
    expect(environmentOf(documents).sql).toEqual({ version: '2025', edition });
    expect(becomes(imported(documents), 'bdc.json: spec.services.sql.settings["mssql.licensing.pid"]')).toMatchObject([{ outcome }]);
  });

  test('the licence is never accepted by an import', () => {
    expect(environmentOf(setting('sql', 'mssql.licensing.pid', 'Express'))).not.toHaveProperty('acceptEula');
  });
});

describe('pools', () => {
  test('a storage pool without Spark, and a Spark pool', () => {
    const documents = prod((_, { spec }) => {
      spec.resources['storage-0'].spec.settings.spark.includeSpark = false;
      spec.resources['spark-0'] = { spec: { type: 'Spark', replicas: '4' } };
      spec.services.spark.resources = ['sparkhead', 'spark-0'];
    });
    const { resources } = environmentOf(documents);
    expect(resources['storage-0']).toEqual({ type: 'Storage', replicas: 3, cpu: '1', memory: '4Gi', includeSpark: false });
    expect(resources['spark-0']).toEqual({ type: 'Spark', replicas: 4, cpu: '6', memory: '22Gi' });
  });

  test('five masters are three, one gateway may be two', () => {
    const documents = prod((_, { spec }) => Object.assign(spec.resources.master.spec, { replicas: 5 }));
    expect(environmentOf(documents).resources).toMatchObject({ master: { replicas: 3 }, gateway: { replicas: 2 } });
    expect(becomes(imported(documents), 'bdc.json: spec.resources.master.spec.replicas')).toMatchObject([
      { outcome: 'expressed differently' },
    ]);
  });

  test('a master of three beside single heads has no quorum', () => {
    const documents = profile('kubeadm-dev-test', (_, { spec }) => {
      spec.resources.master.spec.replicas = 3;
      delete spec.resources.zookeeper;
      spec.services.hdfs.resources = ['nmnode-0', 'storage-0', 'sparkhead'];
    });
    expect(environmentOf(documents).resources).not.toHaveProperty('zookeeper');
    expect(imported(documents).base).toEqual({ name: 'kubeadm-prod', why: 'nothing that belongs to a cloud; 3 replicas of master' });
  });
});

describe('settings', () => {
  test('more copies than DataNodes become as many as there are', () => {
    expect(environmentOf(setting('hdfs', 'hdfs-site.dfs.replication', '3')).services.hdfs.settings).toEqual({
      'hdfs-site.dfs.replication': '2',
    });
  });

  test('memory of NodeManagers is raised for what they promise', () => {
    const documents = setting('spark', 'yarn-site.yarn.nodemanager.resource.memory-mb', '24576');
    const { resources } = environmentOf(documents);
    expect(resources['storage-0']).toMatchObject({ memory: '2Gi', sparkMemory: '28Gi' });
    expect(renderCluster(environmentOf(documents)).warnings).toHaveLength(1);
    expect(imported(documents).findings.find(({ how }) => how.startsWith('raised'))).toMatchObject({
      to: ['resources', 'storage-0', 'sparkMemory'],
    });
  });

  test('memory of a NameNode is raised for its heap, and no other', () => {
    const documents = setting('hdfs', 'hdfs-env.HDFS_NAMENODE_OPTS', '-Xmx8g -Dx=y');
    const environment = environmentOf(documents);
    expect(environment.services.hdfs.settings).toMatchObject({ 'hadoop-env.HDFS_NAMENODE_OPTS': '-Xmx8g -Dx=y' });
    expect(environment.resources).toMatchObject({
      'nmnode-0': { memory: '11Gi' },
      'storage-0': { memory: '2Gi' },
      sparkhead: { memory: '2Gi' },
    });
  });

  test('memory of SQL Server is raised for the limit that is set for it', () => {
    const { resources } = environmentOf(setting('sql', 'mssql.memory.memorylimitmb', '6144'));
    expect(resources).toMatchObject({ master: { memory: '8Gi' }, 'data-0': { memory: '7Gi' }, 'compute-0': { memory: '7Gi' } });
  });

  test('what the original promised by default is left to the sizes here', () => {
    const { services, resources } = environmentOf(profile('kubeadm-dev-test'));
    expect(Object.keys(services.spark.settings).filter((name) => name.startsWith('yarn-site'))).toEqual([]);
    expect(resources['storage-0'].sparkMemory).toBe('10Gi');
  });

  test('the share of drivers is left out where it is the default', () => {
    const parsed = parseEnvironment(environmentOf(profile('kubeadm-dev-test')));
    if ('problems' in parsed) throw new Error('unreachable');
    const pool = resolveCluster(parsed.environment).spark!.head;
    expect(capacityScheduler(pool.settings.spark).content).toContain(
      '<name>yarn.scheduler.capacity.maximum-am-resource-percent</name>\n    <value>0.3</value>',
    );
    expect(
      environmentOf(setting('spark', 'yarn-site.yarn.scheduler.capacity.maximum-am-resource-percent', '0.5')).services.spark.settings,
    ).toMatchObject({
      'capacity-scheduler.yarn.scheduler.capacity.maximum-am-resource-percent': '0.5',
    });
  });

  test('several trace flags are several keys', () => {
    expect(environmentOf(setting('sql', 'mssql.traceflags', '3614,1204')).services.sql.settings).toEqual({
      'mssql.traceflag.traceflag0': '3614',
      'mssql.traceflag.traceflag1': '1204',
    });
  });

  test('values of SQL Server that are no words come into no statement', () => {
    const documents = setting('sql', 'mssql.degreeOfParallelism', "1'; DROP DATABASE x");
    expect(imported(documents).findings.flatMap(({ statement }) => statement ?? [])).toEqual([]);
  });

  test.each(['mssql.tempdb.constructor', 'constructor', '__proto__', 'toString.x'])('%s is the name of no setting', (name) => {
    const documents = profile('kubeadm-dev-test', (_, { spec }) => {
      spec.services.sql.settings = JSON.parse(`{"${name}": "1"}`);
    });
    expect(
      becomes(imported(documents), `bdc.json: spec.services.sql.settings${name.includes('.') ? `["${name}"]` : `.${name}`}`),
    ).toMatchObject([{ outcome: 'no counterpart' }]);
  });

  test('of services and files that there are not', () => {
    const documents = profile('kubeadm-dev-test', (_, { spec }) => {
      spec.services.app = { settings: { 'x.y': '1' } };
      spec.services.hdfs.settings['ranger-site.a'] = '1';
    });
    expect(becomes(imported(documents), 'bdc.json: spec.services.app.settings["x.y"]')).toMatchObject([
      { outcome: 'no counterpart', how: 'app has no settings of its own here' },
    ]);
    expect(becomes(imported(documents), 'bdc.json: spec.services.hdfs.settings["ranger-site.a"]')).toMatchObject([
      { outcome: 'no counterpart', how: expect.stringContaining('there is no file of this name') },
    ]);
  });
});

test('labels of nodes: the nearer one counts', () => {
  const documents = prod((control, { spec }) => {
    control.spec.nodeLabel = 'any';
    spec.resources['data-0'].spec.nodeLabel = 'disks';
    spec.resources.master.spec.nodeLabel = '';
  });
  const { resources } = environmentOf(documents);
  const labels = Object.entries<Json>(resources).map(([name, { nodeSelector }]) => [name, nodeSelector['mssql-resource']]);
  expect(Object.fromEntries(labels)).toMatchObject({ master: 'any', 'data-0': 'disks', controller: 'any', gateway: 'any' });
});
