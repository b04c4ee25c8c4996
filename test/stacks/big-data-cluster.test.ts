import { App, Testing } from 'cdk8s';
import { Workload } from '../../constructs/workload/workload';
import { environments } from '../../environments';
import { smallest } from '../environments/smallest';
import { ProblemsError } from '../../environments/problem';
import { BigDataCluster, type Extension } from '../../stacks/big-data-cluster';
import { layers as allLayers } from '../../stacks/layers';
import { renderCluster } from '../../stacks/render-cluster';
import { clusterOf } from '../environments/cluster';

const superset: Extension = ({ cluster, layer }) => {
  new Workload(layer('edge'), 'superset', {
    cluster,
    kind: 'Deployment',
    replicas: 2,
    processes: [
      {
        name: 'superset',
        image: { repository: 'registry.acme.example/superset', tag: '4.1' },
        ports: { http: 8088 },
        ready: { path: '/health', port: 'http' },
        cpu: '500m',
        memory: '1Gi',
        connectsTo: ['nmnode-0'],
      },
    ],
  });
};

function problemsOf(input: unknown, extend?: Extension) {
  try {
    renderCluster(input, extend);
    return [];
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems;
    throw error;
  }
}

test.each(Object.keys(environments))(
  '%s renders layers in their order, and warns of the licence, and in production of a tag that can move',
  (name) => {
    const { cluster, layers, warnings } = renderCluster(environments[name]);
    expect(warnings.map(({ path }) => path)).toEqual([
      ...(cluster.sql ? ['acceptEula'] : []),
      ...(cluster.environment.production ? ['images.sqlServer.digest'] : []),
    ]);
    const names = layers.map((layer) => layer.name);
    expect(names).toEqual(allLayers.filter((layer) => names.includes(layer)));
    expect(names).toEqual(expect.arrayContaining(['foundation', 'storage']));
  },
);

test('the namespace admits restricted pods alone and refuses undeclared traffic', () => {
  const foundation = renderCluster(smallest).layers[0]!.manifests;
  expect(foundation).toMatchObject([
    {
      kind: 'Namespace',
      metadata: {
        name: 'local',
        labels: {
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/audit': 'restricted',
          'pod-security.kubernetes.io/warn': 'restricted',
        },
      },
    },
    { kind: 'NetworkPolicy', spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
    { kind: 'ValidatingAdmissionPolicy' },
    { kind: 'ValidatingAdmissionPolicyBinding' },
  ]);
});

test('what a user adds gets its objects, its flows and its place in the plan', () => {
  const { layers, workloads } = renderCluster(smallest, superset);
  const edge = layers.find(({ name }) => name === 'edge')!.manifests;
  expect(edge.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'ServiceAccount superset',
    'Service superset-svc',
    'Deployment superset',
    'PodDisruptionBudget superset',
    'NetworkPolicy superset',
  ]);
  expect(workloads.map(({ name }) => name)).toEqual(['nmnode-0', 'storage-0', 'superset']);
  const storage = layers.find(({ name }) => name === 'storage')!.manifests;
  const policy = storage.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'nmnode-0')!;
  expect(policy.spec.ingress).toContainEqual({
    from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'local', 'app.kubernetes.io/component': 'superset' } } }],
    ports: [
      { protocol: 'TCP', port: 9000 },
      { protocol: 'TCP', port: 9870 },
    ],
  });
});

test('what a user adds is looked at by the same rules', () => {
  const careless: Extension = ({ cluster, layer }) => {
    const image = { repository: 'web', tag: '1' };
    new Workload(layer('edge'), 'web', {
      cluster,
      kind: 'Deployment',
      replicas: 1,
      processes: [{ name: 'web', image, cpu: '1', memory: '1Gi', connectsTo: ['nowhere'], env: { API_KEY: 'hunter2' } }],
      podOverrides: { spec: { hostNetwork: true } },
    });
  };
  expect(problemsOf(smallest, careless).map(({ path }) => path)).toEqual([
    'workload web: process web: connectsTo',
    'Deployment web: hostNetwork',
    'Deployment web: container web: env API_KEY',
  ]);
});

test('problems of the shape come alone, all others together', () => {
  expect(problemsOf({ ...smallest, name: 1, settings: { 'core-site.fs.defaultFS': 'x' } }).map(({ path }) => path)).toEqual(['name']);
  const resources = {
    ...smallest.resources,
    'storage-0': { ...smallest.resources['storage-0'], podOverrides: { spec: { hostPID: true } } },
  };
  expect(problemsOf({ ...smallest, resources, settings: { 'core-site.fs.defaultFS': 'x' } }).map(({ path }) => path)).toEqual([
    'settings["core-site.fs.defaultFS"]',
    'StatefulSet storage-0: hostPID',
  ]);
});

test("cdk8s's own synthesis gives the same objects", () => {
  const app = new App();
  const tree = new BigDataCluster(app, 'cluster', { cluster: clusterOf(), extend: superset });
  const own = tree.render().flatMap(({ manifests }) => manifests);
  expect(app.charts.flatMap((chart) => Testing.synth(chart))).toEqual(own);
});

test('the DataNodes that may go at once leave two copies of every block', () => {
  const budget = (replicas: number, copies: string) => {
    const resources = { ...smallest.resources, 'storage-0': { ...smallest.resources['storage-0'], replicas } };
    const { layers } = renderCluster({ ...smallest, resources, settings: { 'hdfs-site.dfs.replication': copies } });
    const manifests = layers.flatMap((layer) => layer.manifests);
    return manifests.find(({ kind, metadata }) => kind === 'PodDisruptionBudget' && metadata.name === 'storage-0')!.spec.maxUnavailable;
  };
  expect([budget(1, '1'), budget(4, '4'), budget(5, '5'), budget(100, '4')]).toEqual([1, 2, 3, 2]);
});
