import { connections, networkPolicy } from '../../../constructs/workload/network-policy';
import type { Process } from '../../../constructs/workload/process';
import { podTemplate } from '../../../constructs/workload/pod-template';
import { type WorkloadSpec, workloadSpec } from '../../../constructs/workload/workload';
import { clusterOf } from '../../environments/cluster';

const cluster = clusterOf();

function workload(name: string, process: Partial<Process>): WorkloadSpec {
  return workloadSpec(name, {
    cluster,
    kind: 'Deployment',
    replicas: 1,
    processes: [{ name: 'main', image: { repository: 'r', tag: 't' }, cpu: '1', memory: '1Gi', ...process }],
  });
}

const server = workload('server', { ports: { http: 80, admin: 81 } });
const client = workload('client', { connectsTo: [{ workload: 'server', ports: ['http'] }] });
const peer = (name: string) => [
  { podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'local', 'app.kubernetes.io/component': name } } },
];
const dns = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

test('a declared flow is allowed on both sides, for its ports alone', () => {
  const { connections: declared } = connections([server, client]);
  expect(networkPolicy(server, declared).spec).toMatchObject({
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: peer('client'), ports: [{ protocol: 'TCP', port: 80 }] }],
    egress: [dns],
  });
  expect(networkPolicy(client, declared).spec).toMatchObject({
    egress: [dns, { to: peer('server'), ports: [{ protocol: 'TCP', port: 80 }] }],
  });
  expect(networkPolicy(client, declared).spec.ingress ?? []).toEqual([]);
});

test('a flow by the name of the workload is for all its ports', () => {
  const { connections: declared } = connections([server, workload('client', { connectsTo: ['server'] })]);
  expect(networkPolicy(server, declared).spec.ingress).toEqual([
    {
      from: peer('client'),
      ports: [
        { protocol: 'TCP', port: 80 },
        { protocol: 'TCP', port: 81 },
      ],
    },
  ]);
});

test('a flow by the name of an endpoint is for the port behind it, wherever that is', () => {
  const master = workload('master', {
    ports: { tds: 1433, mirroring: 5022 },
    endpoints: [
      { endpoint: 'sql-server-master', port: 'tds' },
      { endpoint: 'sql-server-master-readonly', port: 'tds', labels: { role: 'secondary' } },
    ],
  });
  const callers = [workload('one', { connectsTo: ['sql-server-master-readonly'] }), workload('two', { connectsTo: ['sql-server-master'] })];
  const { connections: declared, problems } = connections([master, ...callers]);
  const tds = [{ protocol: 'TCP', port: 1433 }];
  expect(problems).toEqual([]);
  expect(networkPolicy(callers[0]!, declared).spec.egress).toContainEqual({ to: peer('master'), ports: tds });
  expect(networkPolicy(master, declared).spec.ingress).toEqual([
    { from: peer('one'), ports: tds },
    { from: peer('two'), ports: tds },
    { ports: tds },
  ]);
});

test('where a workload has the name of an endpoint, the workload is meant', () => {
  const gateway = workload('gateway', { ports: { https: 8443, files: 14000 }, endpoints: [{ endpoint: 'gateway', port: 'https' }] });
  const { connections: declared } = connections([gateway, workload('client', { connectsTo: ['gateway'] })]);
  expect(declared).toMatchObject([{ from: 'client', to: 'gateway', ports: [{ first: 8443 }, { first: 14000 }] }]);
});

test('an endpoint that leads nowhere is a problem, and so is one with ports', () => {
  const master = workload('master', { ports: { tds: 1433 }, endpoints: [{ endpoint: 'sql-server-master', port: 'tds' }] });
  const connectsTo = ['sql-server-mster', { workload: 'sql-server-master', ports: ['tds'] }];
  expect(connections([master, workload('client', { connectsTo })]).problems).toMatchObject([
    { given: '"sql-server-mster"', allowed: 'master, client, sql-server-master, kubernetes-api', fix: 'use sql-server-master' },
    { given: '"sql-server-master"', allowed: 'master, client, kubernetes-api' },
  ]);
});

test('ports that children open as they like are a range, bound by a sysctl of the pod', () => {
  const runtimePorts = { first: 40000, last: 44999 };
  const node = workload('node', { ports: { rpc: 1 }, runtimePorts, connectsTo: [{ workload: 'node', ports: ['runtime'] }] });
  const { connections: declared } = connections([node]);
  expect(networkPolicy(node, declared).spec.ingress).toEqual([
    { from: peer('node'), ports: [{ protocol: 'TCP', port: 40000, endPort: 44999 }] },
  ]);
  expect(podTemplate(node).spec?.securityContext?.sysctls).toEqual([{ name: 'net.ipv4.ip_local_port_range', value: '40000 44999' }]);
});

test('the API server is reached by its ports, since it is no pod', () => {
  const operator = workload('operator', { connectsTo: ['kubernetes-api'] });
  expect(networkPolicy(operator, connections([operator]).connections).spec.egress[1]).toEqual({
    ports: [
      { protocol: 'TCP', port: 443 },
      { protocol: 'TCP', port: 6443 },
    ],
  });
});

test('flows to what is not there are problems, all at once', () => {
  const { problems } = connections([server, workload('client', { connectsTo: ['servr', { workload: 'server', ports: ['htp'] }] })]);
  expect(problems).toMatchObject([
    { path: 'workload client: process main: connectsTo', given: '"servr"', fix: 'use server' },
    { path: 'workload client: process main: connectsTo', given: '"htp"', allowed: 'http, admin of server' },
  ]);
});
