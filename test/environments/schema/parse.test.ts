import { local } from '../../../environments';
import type { Problem } from '../../../environments/problem';
import { parseEnvironment } from '../../../environments/schema/parse';

function problemsOf(input: unknown): Problem[] {
  const result = parseEnvironment(input);
  return 'problems' in result ? result.problems : [];
}

describe('parseEnvironment', () => {
  test('fills every default in, and takes its own output unchanged', () => {
    const first = parseEnvironment(local);
    if ('problems' in first) throw new Error('local has problems');
    expect(first.environment).toMatchObject({
      security: 'simple',
      platform: { kind: 'kubernetes', clusterDomain: 'cluster.local' },
      images: { repository: 'localhost/big-data-cluster' },
      storage: { data: { size: '2Gi' } },
      resources: { 'nmnode-0': { replicas: 1, settings: {}, tolerations: [] } },
    });
    expect(parseEnvironment(structuredClone(first.environment))).toEqual(first);
  });

  test('tells all problems of the shape at once, each with its place', () => {
    const problems = problemsOf({
      ...local,
      name: 'Local',
      platform: { kind: 'aks ', storageclass: 'fast' },
      storage: { data: { size: 15 } },
      resources: {
        'nmnode-0': { cpu: 'half', memory: '640MB' },
        'storage-0': { type: 'Storage', replicas: 0, cpu: '1', memory: '1Gi', replcias: 2 },
      },
    });
    expect(problems.map(({ path }) => path).toSorted()).toEqual([
      'name',
      'platform.kind',
      'platform.storageclass',
      'resources.nmnode-0.cpu',
      'resources.nmnode-0.memory',
      'resources.storage-0.replcias',
      'resources.storage-0.replicas',
      'storage.data.size',
    ]);
  });

  test.each([
    [
      { ...local, replcias: 1 },
      { path: 'replcias', given: '1', fix: 'remove it' },
    ],
    [
      { ...local, plattform: local.platform },
      { path: 'plattform', fix: 'rename it to platform' },
    ],
    [
      { ...local, platform: { kind: 'kubernets' } },
      { path: 'platform.kind', given: '"kubernets"', allowed: '"kubernetes" or "aks" or "openshift"', fix: 'use kubernetes' },
    ],
    [
      { ...local, platform: { kind: 'aks', exposure: 'Route' } },
      { path: 'platform.exposure', given: '"Route"', allowed: '"NodePort" or "LoadBalancer" or "ClusterIP"' },
    ],
    [
      { ...local, platform: { kind: 'aks', nodes: { count: 0, cpu: '4' } } },
      { path: 'platform.nodes.count', given: '0', allowed: 'at least 1' },
    ],
    [
      { ...local, platform: { kind: 'aks', nodes: { count: 3, cpu: '4' } } },
      { path: 'platform.nodes.memory', given: 'nothing' },
    ],
    [
      { ...local, endpoints: { gatway: {} } },
      { path: 'endpoints.gatway', fix: 'rename it to gateway' },
    ],
    [
      { ...local, endpoints: { gateway: { serviceType: 'Nodeport' } } },
      { path: 'endpoints.gateway.serviceType', given: '"Nodeport"', fix: 'use NodePort' },
    ],
    [
      { ...local, endpoints: { gateway: { port: 70000 } } },
      { path: 'endpoints.gateway.port', given: '70000', allowed: 'at most 65535' },
    ],
    [
      { ...local, name: undefined },
      { path: 'name', given: 'nothing', allowed: 'a string', fix: 'add the field' },
    ],
    [
      { ...local, name: 'x'.repeat(41) },
      { path: 'name', allowed: expect.stringContaining('at most 40') },
    ],
    [
      { ...local, settings: { 'hdfs-site.dfs.replication': 2 } },
      { path: 'settings["hdfs-site.dfs.replication"]', given: '2', fix: 'put the value in quotes' },
    ],
    [
      { ...local, settings: { 'hdfs-sit.dfs.replication': '2' } },
      { path: 'settings["hdfs-sit.dfs.replication"]', allowed: expect.stringContaining('hdfs-site') },
    ],
    [
      { ...local, resources: { ...local.resources, 'stroage-1': local.resources['storage-0'] } },
      { path: 'resources.stroage-1', fix: 'rename it to storage-0' },
    ],
    [
      { ...local, resources: { ...local.resources, 'spark-0': local.resources['storage-0'] } },
      { path: 'resources.spark-0.type', given: '"Storage"', allowed: '"Spark"' },
    ],
    [
      { ...local, resources: { ...local.resources, 'spark-0': { replicas: 1 } } },
      { path: 'resources.spark-0.type', given: 'nothing' },
    ],
    [
      { ...local, resources: { ...local.resources, zookeeper: { replicas: 2, cpu: '1', memory: '1Gi' } } },
      { path: 'resources.zookeeper.replicas', given: '2' },
    ],
    [
      { ...local, resources: [] },
      { path: 'resources', given: '[]', allowed: 'an object' },
    ],
    [null, { path: '(the whole document)', given: 'null', allowed: 'an object' }],
    ['local', { path: '(the whole document)', given: '"local"' }],
  ])('explains %j', (input, expected) => {
    expect(problemsOf(input)).toContainEqual(expect.objectContaining(expected));
  });

  test.each(['gateway', 'gateway.example.com.', '*.example.com', '10.0.0.1'])('%s is no name with its domain', (dnsName) => {
    expect(problemsOf({ ...local, endpoints: { gateway: { dnsName } } })).toMatchObject([
      { path: 'endpoints.gateway.dnsName', given: JSON.stringify(dnsName), allowed: expect.stringContaining('with its domain') },
    ]);
  });

  test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0/8', 'any', '2001:db8::/129'])('%s is no range of addresses', (range) => {
    expect(problemsOf({ ...local, endpoints: { gateway: { sourceRanges: [range] } } })).toMatchObject([
      { path: 'endpoints.gateway.sourceRanges[0]', given: JSON.stringify(range), allowed: expect.stringContaining('range of addresses') },
    ]);
  });

  test.each(['constructor', 'toString', 'hasOwnProperty'])('has no resource called %s', (key) => {
    expect(problemsOf({ ...local, ...JSON.parse(`{"resources": {"${key}": {}}}`) }).length).toBeGreaterThan(0);
  });
});
