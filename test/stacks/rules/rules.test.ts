import { smallestHa } from '../../environments/smallest';
import { smallest } from '../../environments/smallest';
import { renderCluster } from '../../../stacks/render-cluster';
import { rules } from '../../../stacks/rules';
import { allParts, sqlAlone } from '../../environments/sql';

const { layers } = renderCluster(smallest);
const { layers: layersWithSql } = renderCluster(sqlAlone);

/** Loose, since a mutation makes what the types forbid. */
type Loose = any;

/** The rendered objects of `smallest`, or of `original`, with one of them changed. */
function mutated(change: (find: (kind: string, name: string) => Loose, all: Loose[][]) => void, original = layers): Loose {
  const copy = structuredClone(original) as Loose[];
  change(
    (kind, name) =>
      copy.flatMap(({ manifests }) => manifests).find((manifest) => manifest.kind === kind && manifest.metadata.name === name),
    copy.map(({ manifests }) => manifests),
  );
  return copy;
}

const pod = (find: Loose, name = 'nmnode-0') => find('StatefulSet', name).spec.template.spec;
const nameNode = (find: Loose) => pod(find).containers[0];

/** A Route to the first port of a Service of `smallest`, with some fields changed. */
const route = (find: Loose, changes: object) => ({
  apiVersion: 'route.openshift.io/v1',
  kind: 'Route',
  metadata: { name: 'gateway', namespace: 'local' },
  spec: {
    to: { kind: 'Service', name: 'nmnode-0-svc' },
    port: { targetPort: find('Service', 'nmnode-0-svc').spec.ports[0].name },
    ...changes,
  },
});

test.each(Object.keys(rules))('%s finds nothing wrong with the smallest', (name) => {
  expect(rules[name]!(layers)).toEqual([]);
});

/** What one mutation of the rendered objects has to be called. */
const mutations: [rule: string, what: string, change: Parameters<typeof mutated>[0], path: string][] = [
  [
    'identities',
    'a name in capitals',
    (find) => (find('ConfigMap', 'nmnode-0-name-node').metadata.name = 'Bad_Name'),
    'ConfigMap Bad_Name: metadata.name',
  ],
  ['identities', 'a Service with dots', (find) => (find('Service', 'nmnode-0-svc').metadata.name = 'a.b'), 'Service a.b: metadata.name'],
  [
    'identities',
    'a long StatefulSet',
    (find) => (find('StatefulSet', 'nmnode-0').metadata.name = 'n'.repeat(53)),
    `StatefulSet ${'n'.repeat(53)}: metadata.name`,
  ],
  ['identities', 'an object twice', (find, all) => all[1]!.push(find('Service', 'nmnode-0-svc')), 'Service nmnode-0-svc: metadata.name'],
  [
    'identities',
    'an object in no namespace',
    (find) => delete find('Service', 'nmnode-0-svc').metadata.namespace,
    'Service nmnode-0-svc: metadata.namespace',
  ],
  [
    'identities',
    'a Lease in no namespace',
    (_, all) => all[1]!.push({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'ag' }, spec: {} }),
    'Lease ag: metadata.namespace',
  ],
  [
    'identities',
    'an object for all namespaces that another cluster has too',
    (_, all) =>
      all[0]!.push({
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicy',
        metadata: { name: 'fewer-replicas' },
      }),
    'ValidatingAdmissionPolicy fewer-replicas: metadata.name',
  ],
  ['jobs', 'a Job', (_, all) => all[0]!.push({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j' }, spec: {} }), 'Job j: kind'],
  [
    'labels',
    'a value with a space',
    (find) => (find('Service', 'nmnode-0-svc').metadata.labels.a = 'under score!'),
    'Service nmnode-0-svc: metadata.labels["a"]',
  ],
  [
    'labels',
    'a value that is no text',
    (find) => (find('StatefulSet', 'nmnode-0').spec.template.metadata.labels.a = 1),
    'StatefulSet nmnode-0: spec.template.metadata.labels["a"]',
  ],
  [
    'labels',
    'a key with a space',
    (find) => (find('Service', 'nmnode-0-svc').metadata.annotations = { 'a b': '' }),
    'Service nmnode-0-svc: metadata',
  ],
  [
    'labels',
    'a missing label',
    (find) => delete find('Service', 'nmnode-0-svc').metadata.labels['app.kubernetes.io/instance'],
    'Service nmnode-0-svc: metadata.labels["app.kubernetes.io/instance"]',
  ],
  [
    'references',
    'an account that is not there',
    (find) => (pod(find).serviceAccountName = 'nobody'),
    'StatefulSet nmnode-0: serviceAccountName',
  ],
  [
    'references',
    'a ConfigMap that is not there',
    (find) => (pod(find).volumes[0].configMap.name = 'none'),
    'StatefulSet nmnode-0: volume name-node-config',
  ],
  [
    'references',
    'a Service that is not there',
    (find) => (find('StatefulSet', 'nmnode-0').spec.serviceName = 'none'),
    'StatefulSet nmnode-0: serviceName',
  ],
  [
    'references',
    'a volume that is not there',
    (find) => (nameNode(find).volumeMounts[0].name = 'none'),
    'StatefulSet nmnode-0: container name-node: volumeMounts',
  ],
  [
    'references',
    'a key that is not there',
    (find) => nameNode(find).env.push({ name: 'A', valueFrom: { configMapKeyRef: { name: 'nmnode-0-name-node', key: 'none' } } }),
    'StatefulSet nmnode-0: container name-node: env',
  ],
  [
    'selectors',
    'a selector beside the labels',
    (find) => (find('StatefulSet', 'nmnode-0').spec.selector.matchLabels.a = 'b'),
    'StatefulSet nmnode-0: spec.selector',
  ],
  [
    'selectors',
    'an empty selector',
    (find) => (find('StatefulSet', 'nmnode-0').spec.selector.matchLabels = {}),
    'StatefulSet nmnode-0: spec.selector',
  ],
  [
    'selectors',
    'two workloads with the same selector',
    (find) => delete find('StatefulSet', 'nmnode-0').spec.selector.matchLabels['app.kubernetes.io/component'],
    'StatefulSet nmnode-0: spec.selector',
  ],
  [
    'selectors',
    'a Service without pods',
    (find) => (find('Service', 'nmnode-0-svc').spec.selector = { a: 'b' }),
    'Service nmnode-0-svc: spec.selector',
  ],
  [
    'selectors',
    'a budget without pods',
    (find) => (find('PodDisruptionBudget', 'nmnode-0').spec.selector.matchLabels = { a: 'b' }),
    'PodDisruptionBudget nmnode-0: spec.selector',
  ],
  [
    'selectors',
    'a policy without pods',
    (find) => (find('NetworkPolicy', 'nmnode-0').spec.podSelector.matchLabels = { a: 'b' }),
    'NetworkPolicy nmnode-0: spec.podSelector',
  ],
  [
    'selectors',
    'a policy for callers that are not there',
    (find) => (find('NetworkPolicy', 'nmnode-0').spec.ingress[0].from[0].podSelector.matchLabels = { a: 'b' }),
    'NetworkPolicy nmnode-0: peer',
  ],
  [
    'containers',
    'a container with an underscore',
    (find) => (nameNode(find).name = 'name_node'),
    'StatefulSet nmnode-0: container name_node',
  ],
  [
    'containers',
    'a container twice',
    (find) => (pod(find).initContainers = [structuredClone(nameNode(find))]),
    'StatefulSet nmnode-0: container name-node',
  ],
  [
    'containers',
    'a port with a long name',
    (find) => (nameNode(find).ports[0].name = 'name-node-client'),
    'StatefulSet nmnode-0: container name-node: ports',
  ],
  [
    'containers',
    'a port with a number for a name',
    (find) => (nameNode(find).ports[0].name = '9000'),
    'StatefulSet nmnode-0: container name-node: ports',
  ],
  ...['hadoop', 'hadoop:latest', 'hadoop:', 'Hadoop:3', 'hadoop:3@sha256:12', 'https://registry.example.com/hadoop:3', undefined].map(
    (image): (typeof mutations)[number] => [
      'containers',
      `image ${image}`,
      (find) => (nameNode(find).image = image),
      'StatefulSet nmnode-0: container name-node: image',
    ],
  ),
  ...[
    { port: 0 },
    { port: 65536 },
    { port: 40000, endPort: 39999 },
    { port: 40000, endPort: 65536 },
    { port: 'nn-rpc', endPort: 9001 },
    { endPort: 9001 },
  ].map((port): (typeof mutations)[number] => [
    'networkPolicies',
    `port ${JSON.stringify(port)}`,
    (find) => find('NetworkPolicy', 'nmnode-0').spec.egress[0].ports.push(port),
    'NetworkPolicy nmnode-0: ports',
  ]),
  ...['10.0.0.0', '10.0.0.0/33', '2001:db8::/129', 'x/8'].map((cidr): (typeof mutations)[number] => [
    'networkPolicies',
    `addresses ${cidr}`,
    (find) => find('NetworkPolicy', 'nmnode-0').spec.ingress.push({ from: [{ ipBlock: { cidr } }] }),
    'NetworkPolicy nmnode-0: ipBlock',
  ]),
  [
    'volumeClaims',
    'volumes that go with their StatefulSet',
    (find) => (find('StatefulSet', 'nmnode-0').spec.persistentVolumeClaimRetentionPolicy.whenDeleted = 'Delete'),
    'StatefulSet nmnode-0: spec.persistentVolumeClaimRetentionPolicy.whenDeleted',
  ],
  [
    'volumeClaims',
    'volumes of which nothing is said',
    (find) => delete find('StatefulSet', 'nmnode-0').spec.persistentVolumeClaimRetentionPolicy,
    'StatefulSet nmnode-0: spec.persistentVolumeClaimRetentionPolicy.whenScaled',
  ],
  [
    'podPorts',
    'a Service port that leads nowhere',
    (find) => (find('Service', 'nmnode-0-svc').spec.ports[0].targetPort = 'none'),
    'Service nmnode-0-svc: port nn-rpc',
  ],
  [
    'podPorts',
    'a question to a port that is not there',
    (find) => (nameNode(find).readinessProbe.tcpSocket.port = 'none'),
    'StatefulSet nmnode-0: container name-node: readinessProbe',
  ],
  ['podPorts', 'a port twice', (find) => nameNode(find).ports.push({ name: 'more', containerPort: 9000 }), 'StatefulSet nmnode-0: ports'],
  [
    'podPorts',
    'a port name twice',
    (find) => nameNode(find).ports.push({ name: 'nn-rpc', containerPort: 1 }),
    'StatefulSet nmnode-0: ports',
  ],
  [
    'endpoints',
    'a Route that leads nowhere',
    (find, all) => all[1]!.push(route(find, { to: { kind: 'Service', name: 'none' } })),
    'Route gateway: spec.to.name',
  ],
  [
    'endpoints',
    'a Route to a port that is not there',
    (find, all) => all[1]!.push(route(find, { port: { targetPort: 'none' } })),
    'Route gateway: spec.port.targetPort',
  ],
  [
    'endpoints',
    'a Route whose name is too long for DNS',
    (find, all) => all[1]!.push({ ...route(find, {}), metadata: { name: 'n'.repeat(60), namespace: 'local' } }),
    `Route ${'n'.repeat(60)}: spec.host`,
  ],
  [
    'endpoints',
    'a port of nodes twice',
    (find) => ['nmnode-0-svc', 'storage-0-svc'].forEach((name) => (find('Service', name).spec.ports[0].nodePort = 30000)),
    'Service storage-0-svc: port dn-data',
  ],
  [
    'references',
    'a binding of a Role that is not there',
    (_, all) =>
      all[0]!.push({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'b' },
        roleRef: { kind: 'Role', name: 'none' },
      }),
    'RoleBinding b: roleRef',
  ],
  [
    'resources',
    'no limit of memory',
    (find) => delete nameNode(find).resources.limits.memory,
    'StatefulSet nmnode-0: container name-node: resources.limits.memory',
  ],
  [
    'resources',
    'no limit of disk',
    (find) => delete nameNode(find).resources.limits['ephemeral-storage'],
    'StatefulSet nmnode-0: container name-node: resources.limits.ephemeral-storage',
  ],
  [
    'resources',
    'a request that got lost',
    (find) => (nameNode(find).resources.requests.cpu = null),
    'StatefulSet nmnode-0: container name-node: resources.requests.cpu',
  ],
  [
    'restrictedProfile',
    'root',
    (find) => (pod(find).securityContext.runAsUser = 0),
    'StatefulSet nmnode-0: container name-node: securityContext.runAsUser',
  ],
  [
    'restrictedProfile',
    'root that states its reason, where none is admitted',
    (find) => (find('StatefulSet', 'nmnode-0').spec.template.metadata.annotations['big-data-cluster/root.name-node'] = 'because'),
    'Namespace local: metadata.labels["pod-security.kubernetes.io/enforce"]',
  ],
  [
    'restrictedProfile',
    'perhaps root',
    (find) => delete pod(find).securityContext.runAsNonRoot,
    'StatefulSet nmnode-0: container name-node: securityContext.runAsNonRoot',
  ],
  [
    'restrictedProfile',
    'no seccomp',
    (find) => delete pod(find).securityContext.seccompProfile,
    'StatefulSet nmnode-0: container name-node: securityContext.seccompProfile.type',
  ],
  [
    'restrictedProfile',
    'privileges',
    (find) => (nameNode(find).securityContext.privileged = true),
    'StatefulSet nmnode-0: container name-node: securityContext.privileged',
  ],
  [
    'restrictedProfile',
    'more privileges later',
    (find) => delete nameNode(find).securityContext.allowPrivilegeEscalation,
    'StatefulSet nmnode-0: container name-node: securityContext.allowPrivilegeEscalation',
  ],
  [
    'restrictedProfile',
    'a capability',
    (find) => (nameNode(find).securityContext.capabilities.add = ['SYS_ADMIN']),
    'StatefulSet nmnode-0: container name-node: securityContext.capabilities.add',
  ],
  [
    'restrictedProfile',
    'all capabilities',
    (find) => delete nameNode(find).securityContext.capabilities,
    'StatefulSet nmnode-0: container name-node: securityContext.capabilities.drop',
  ],
  [
    'restrictedProfile',
    'a writable root',
    (find) => (nameNode(find).securityContext.readOnlyRootFilesystem = false),
    'StatefulSet nmnode-0: container name-node: securityContext.readOnlyRootFilesystem',
  ],
  ['restrictedProfile', 'the network of the node', (find) => (pod(find).hostNetwork = true), 'StatefulSet nmnode-0: hostNetwork'],
  [
    'restrictedProfile',
    'a folder of the node',
    (find) => pod(find).volumes.push({ name: 'etc', hostPath: { path: '/etc' } }),
    'StatefulSet nmnode-0: volume etc',
  ],
  [
    'restrictedProfile',
    'a port of the node',
    (find) => (nameNode(find).ports[0].hostPort = 9000),
    'StatefulSet nmnode-0: container name-node: hostPort',
  ],
  [
    'restrictedProfile',
    'an unsafe sysctl',
    (find) => (pod(find).securityContext.sysctls = [{ name: 'kernel.msgmax', value: '1' }]),
    'StatefulSet nmnode-0: sysctls',
  ],
  [
    'restrictedProfile',
    'an unrestricted init container',
    (find) => (pod(find).initContainers = [{ name: 'init', securityContext: {} }]),
    'StatefulSet nmnode-0: container init: securityContext.readOnlyRootFilesystem',
  ],
  [
    'secretData',
    'a Secret with data',
    (_, all) => all[0]!.push({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { a: 'b' } }),
    'Secret s: stringData',
  ],
  [
    'secretData',
    'a password in a variable',
    (find) => nameNode(find).env.push({ name: 'DB_PASSWORD', value: 'x' }),
    'StatefulSet nmnode-0: container name-node: env DB_PASSWORD',
  ],
  [
    'secretData',
    'a key in a file',
    (find) => (find('ConfigMap', 'nmnode-0-name-node').data.key = '-----BEGIN RSA PRIVATE KEY-----'),
    'ConfigMap nmnode-0-name-node: data["key"]',
  ],
  [
    'secretData',
    'a password in a file',
    (find) => (find('ConfigMap', 'nmnode-0-name-node').data.conf = 'user=x\nssl.password = hunter2'),
    'ConfigMap nmnode-0-name-node: data["conf"]',
  ],
  [
    'readiness',
    'a question to another host',
    (find) => (nameNode(find).readinessProbe.tcpSocket.host = 'other'),
    'StatefulSet nmnode-0: container name-node: readinessProbe',
  ],
  [
    'readiness',
    'a question to a later layer',
    (find, all) => {
      all[0]!.push(structuredClone(find('StatefulSet', 'nmnode-0')));
      all[0]!.at(-1).metadata.name = 'early';
      all[0]!.at(-1).spec.template.metadata.annotations['big-data-cluster/readiness-observes'] = 'storage-0';
    },
    'StatefulSet early: readiness',
  ],
  [
    'disruptionBudgets',
    'a budget that lets nobody go',
    (find) => (find('PodDisruptionBudget', 'nmnode-0').spec.maxUnavailable = 0),
    'PodDisruptionBudget nmnode-0: spec',
  ],
  [
    'disruptionBudgets',
    'a budget that wants all',
    (find) =>
      (find('PodDisruptionBudget', 'nmnode-0').spec = {
        ...find('PodDisruptionBudget', 'nmnode-0').spec,
        maxUnavailable: undefined,
        minAvailable: 1,
      }),
    'PodDisruptionBudget nmnode-0: spec',
  ],
  [
    'disruptionBudgets',
    'no budget',
    (_, all) =>
      all[1]!.splice(
        all[1]!.findIndex(({ kind }) => kind === 'PodDisruptionBudget'),
        1,
      ),
    'StatefulSet nmnode-0: PodDisruptionBudget',
  ],
];

test.each(mutations)('%s: %s', (rule, _, change, path) => {
  expect(rules[rule]!(mutated(change)).map((problem) => problem.path)).toContain(path);
});

test.each([
  ['selectors', 'big-data-cluster/runtime-labels', 'Service master-p-svc: spec.selector'],
  [
    'restrictedProfile',
    'big-data-cluster/writable-root.sql-server',
    'StatefulSet master: container sql-server: securityContext.readOnlyRootFilesystem',
  ],
])('%s allows what the pod declares as %s, and otherwise not', (rule, annotation, path) => {
  const undeclared = mutated((find) => delete find('StatefulSet', 'master').spec.template.metadata.annotations[annotation], layersWithSql);
  expect(rules[rule]!(layersWithSql)).toEqual([]);
  expect(rules[rule]!(undeclared).map((problem) => problem.path)).toContain(path);
});

describe('a quorum', () => {
  const { layers: layersOfThree } = renderCluster(smallestHa);
  const budget = (spec: object, name = 'zookeeper') => {
    const changed = mutated((find) => {
      const { selector } = find('PodDisruptionBudget', name).spec;
      find('PodDisruptionBudget', name).spec = { selector, ...spec };
    }, layersOfThree);
    return rules.disruptionBudgets!(changed).map(({ path }) => path);
  };

  test.each([{ maxUnavailable: 1 }, { maxUnavailable: '30%' }, { minAvailable: 2 }, { minAvailable: '60%' }])('is kept by %j', (spec) => {
    expect(budget(spec)).toEqual([]);
  });

  test.each([{ maxUnavailable: 2 }, { maxUnavailable: '50%' }, { minAvailable: 1 }, { minAvailable: '20%' }, { maxUnavailable: 9 }])(
    'may go with %j',
    (spec) => {
      expect(budget(spec)).toEqual(['PodDisruptionBudget zookeeper: spec']);
    },
  );

  test.each([{ maxUnavailable: 0 }, { maxUnavailable: '0%' }, { minAvailable: 3 }, { minAvailable: '70%' }, {}])(
    'is no reason to let nobody go, as with %j',
    (spec) => {
      expect(budget(spec)).toEqual(['PodDisruptionBudget zookeeper: spec']);
    },
  );

  test('is not what two heads have', () => {
    expect(budget({ maxUnavailable: 2 }, 'sparkhead')).toEqual([]);
  });

  test.each(['zookeeper', 'master'])('is what %s has', (name) => {
    const all = renderCluster(allParts).layers.flatMap(({ manifests }) => manifests);
    const set = all.find(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === name);
    expect(set?.spec.template.metadata.annotations).toHaveProperty(['big-data-cluster/quorum']);
  });
});

test.each(['registry.example.com:5000/data/hadoop:3.4.2', 'localhost/big-data-cluster/hadoop:3.4.2-abc', `r/h@sha256:${'0'.repeat(64)}`])(
  '%s is the name of an image',
  (image) => {
    expect(rules.containers!(mutated((find) => (nameNode(find).image = image)))).toEqual([]);
  },
);

test('a Service that selects by a label of its pods leads to a port that they have', () => {
  const wrong = mutated((find) => (find('Service', 'master-p-svc').spec.ports[0].targetPort = 'none'), layersWithSql);
  expect(rules.podPorts!(wrong).map(({ path }) => path)).toEqual(['Service master-p-svc: port sql-tds']);
});

test('every rule has a mutation that it finds', () => {
  expect([...new Set(mutations.map(([rule]) => rule))].toSorted()).toEqual(Object.keys(rules).toSorted());
});

test('a secret is found without being shown', () => {
  const found = rules.secretData!(mutated((find) => nameNode(find).env.push({ name: 'DB_PASSWORD', value: 'hunter2' })));
  expect(JSON.stringify(found)).not.toContain('hunter2');
});
