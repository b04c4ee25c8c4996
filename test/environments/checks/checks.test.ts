import { checkCluster } from '../../../environments/checks';
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
        allowed: 'a whole number from 1 to 3, the replicas of storage-0',
        fix: 'lower it, or raise resources.storage-0.replicas',
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

test('memory has to hold a heap', () => {
  expect(
    checkCluster(clusterOf({ resources: resourcesWith({ 'nmnode-0': { memory: '447Mi' }, 'storage-0': { memory: '448Mi' } }) })),
  ).toEqual([
    expect.objectContaining({ path: 'resources.nmnode-0.memory', given: '"447Mi"', allowed: expect.stringContaining('at least 448Mi') }),
  ]);
});
