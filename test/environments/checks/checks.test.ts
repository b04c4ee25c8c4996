import { checkCluster } from '../../../environments/checks';
import { smallestHa } from '../../environments/smallest';
import { clusterOf, resourcesWith } from '../cluster';

test('local has no problems', () => {
  expect(checkCluster(clusterOf())).toEqual([]);
});

describe('replication', () => {
  const storage3 = resourcesWith({ 'storage-0': { replicas: 3 } });

  test.each(['1', '3'])('%s copies fit three DataNodes', (copies) => {
    expect(checkCluster(clusterOf({ resources: storage3, settings: { 'hdfs-site.dfs.replication': copies } }))).toEqual([]);
  });

  test.each(['4', '0', '-1', '1.5', 'two', ''])('%s copies do not', (copies) => {
    expect(checkCluster(clusterOf({ resources: storage3, settings: { 'hdfs-site.dfs.replication': copies } }))).toEqual([
      {
        path: 'settings["hdfs-site.dfs.replication"]',
        given: JSON.stringify(copies),
        allowed: 'a whole number from 1 to 3, the number of DataNodes',
        fix: 'lower it, or raise the replicas of storage-0',
      },
    ]);
  });

  test('the problem stands at the scope that won', () => {
    const resources = resourcesWith({ 'storage-0': { settings: { 'hdfs-site.dfs.replication': '2' } } });
    const problems = checkCluster(clusterOf({ resources, services: { hdfs: { settings: { 'hdfs-site.dfs.replication': '5' } } } }));
    expect(problems.map(({ path }) => path)).toEqual([
      'services.hdfs.settings["hdfs-site.dfs.replication"]',
      'resources.storage-0.settings["hdfs-site.dfs.replication"]',
    ]);
  });
});

test.each([
  'core-site.fs.defaultFS',
  'hdfs-site.dfs.namenode.rpc-address.local.nmnode-0-0',
  'hdfs-site.dfs.datanode.data.dir',
  'hadoop-env.JAVA_HOME',
])('%s cannot be set in any scope', (name) => {
  const settings = { [name]: 'x' };
  const problems = checkCluster(
    clusterOf({ settings, services: { hdfs: { settings } }, resources: resourcesWith({ 'nmnode-0': { settings } }) }),
  );
  expect(problems.map(({ path }) => path)).toEqual([
    `settings["${name}"]`,
    `services.hdfs.settings["${name}"]`,
    `resources.nmnode-0.settings["${name}"]`,
  ]);
});

describe('parts', () => {
  const { 'nmnode-0': nameNode, 'storage-0': storage } = resourcesWith({});
  const withSpark = { ...storage, includeSpark: true, sparkMemory: '2Gi' };
  const head = { cpu: '1', memory: '1Gi', includeLivy: false } as const;
  const pool = { type: 'Spark', replicas: 1, cpu: '1', memory: '2Gi' } as const;

  test.each([
    [{}, ['resources.nmnode-0']],
    [{ 'nmnode-0': nameNode }, ['resources.storage-0']],
    [{ 'storage-0': storage }, ['resources.nmnode-0']],
    [{ 'nmnode-0': nameNode, 'storage-0': storage, 'spark-0': pool }, ['resources.sparkhead']],
    [{ 'nmnode-0': nameNode, 'storage-0': withSpark }, ['resources.storage-0.includeSpark']],
    [{ 'nmnode-0': nameNode, 'storage-0': storage, sparkhead: head }, ['resources.spark-0']],
    [{ sparkhead: head, 'spark-0': pool }, ['resources.nmnode-0']],
    [{ 'nmnode-0': { ...nameNode, replicas: 2 }, 'storage-0': storage }, ['resources.nmnode-0.replicas']],
    [{ 'nmnode-0': nameNode, 'storage-0': withSpark, sparkhead: { ...head, replicas: 2 } }, ['resources.sparkhead.replicas']],
  ])('%j lacks %j', (resources, paths) => {
    expect(checkCluster(clusterOf({ resources: resources as never })).map(({ path }) => path)).toEqual(paths);
  });

  test.each([
    [{ 'nmnode-0': nameNode, 'storage-0': storage }],
    [{ 'nmnode-0': nameNode, 'storage-0': storage, 'storage-1': storage }],
    [{ 'nmnode-0': nameNode, 'storage-0': storage, sparkhead: head, 'spark-0': pool, 'spark-7': pool }],
    [smallestHa.resources],
  ])('%j is complete', (resources) => {
    expect(checkCluster(clusterOf({ resources }))).toEqual([]);
  });
});

describe('heap', () => {
  const heapOf = (options: string) =>
    checkCluster(clusterOf({ settings: { 'hadoop-env.HDFS_NAMENODE_OPTS': options } })).map(({ path, allowed }) => ({ path, allowed }));

  test.each(['-Xmx384m', '-XX:+UseG1GC -Xmx393216k', '-verbose:gc'])('%s fits 640Mi', (options) => {
    expect(heapOf(options)).toEqual([]);
  });

  test.each(['-Xmx385m', '-Xms1m -Xmx1g', '-Xmx2G'])('%s does not', (options) => {
    expect(heapOf(options)).toEqual([
      { path: 'settings["hadoop-env.HDFS_NAMENODE_OPTS"]', allowed: expect.stringContaining('-Xmx384m at most') },
    ]);
  });
});

describe('NodeManager', () => {
  const problemsOf = (pool: object, settings = {}) =>
    checkCluster(
      clusterOf({
        resources: {
          ...resourcesWith({}),
          sparkhead: { cpu: '1', memory: '1Gi', includeLivy: false },
          'spark-0': { type: 'Spark', replicas: 1, cpu: '1', memory: '4Gi', ...pool },
        },
        settings,
      }),
    ).map(({ path, given }) => ({ path, given }));
  const setting = 'yarn-site.yarn.nodemanager.resource.memory-mb';

  test('shares out what its limit leaves beside its heap and a tenth', () => {
    const share = Math.floor(4096 / 1.1) - 384;
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ settings: { [setting]: String(share) } })).toEqual([]);
    expect(problemsOf({ settings: { [setting]: String(share + 2) } })).toEqual([
      { path: `resources.spark-0.settings["${setting}"]`, given: `"${share + 2}"` },
    ]);
    expect(problemsOf({}, { [setting]: 'all' })).toEqual([{ path: `settings["${setting}"]`, given: '"all"' }]);
  });

  test('needs memory for one container', () => {
    expect(problemsOf({ memory: '768Mi' })).toEqual([{ path: 'resources.spark-0.memory', given: '"768Mi"' }]);
  });
});

test('memory has to hold a heap', () => {
  expect(
    checkCluster(clusterOf({ resources: resourcesWith({ 'nmnode-0': { memory: '447Mi' }, 'storage-0': { memory: '448Mi' } }) })),
  ).toEqual([
    expect.objectContaining({ path: 'resources.nmnode-0.memory', given: '"447Mi"', allowed: expect.stringContaining('at least 448Mi') }),
  ]);
});
