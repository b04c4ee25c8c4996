import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import { groupBy } from '../../environments/group-by';
import { type Problem, distinct, nearest, show } from '../../environments/problem';
import type { Cluster } from '../../environments/resolve-cluster';
import { callsKubernetes } from './container';
import { type WorkloadEndpoint, endpointsOf } from './external-service';
import { type Labels, clusterLabels, selectorLabels, workloadLabels } from './labels';
import type { KubernetesObject, Manifest, Plain } from './manifest';
import { type Flow, type OutsideFlow, type PortRange, anyRuntimePort, kubernetesApi } from './process';
import type { WorkloadSpec } from './workload';

/** One declared connection: `from` calls `ports` of `to`. */
export interface Connection {
  readonly from: string;
  readonly to: string;
  readonly ports: readonly PortRange[];
}

/** All declared connections between `workloads`, and what is wrong with the declarations. */
export function connections(workloads: readonly WorkloadSpec[]): { connections: Connection[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const byName = groupBy(workloads, ({ name }) => name);
  const portsByWorkload = new Map(workloads.map((workload) => [workload, portsOf(workload)]));
  const doors = workloads.flatMap((to) => endpointsOf(to).map(({ name, target }) => ({ name, to, ports: [target] })));
  const found = workloads.flatMap((from) =>
    flows(from).flatMap(({ process, workload, ports: names }) => {
      const path = `workload ${from.name}: process ${process}: connectsTo`;
      const named = (byName.get(workload) ?? []).map((to) => ({ to, ports: names }));
      const called = named.length > 0 || names ? named : doors.filter(({ name }) => name === workload);
      if (called.length === 0) {
        const candidates = distinct([...workloads, ...(names ? [] : doors)].map(({ name }) => name));
        const meant = nearest(workload, candidates);
        const fix = meant ? `use ${meant}` : 'name a workload or an endpoint of the cluster';
        problems.push({ path, given: show(workload), allowed: [...candidates, kubernetesApi].join(', '), fix });
      }
      return called.map(({ to, ports: wanted }) => {
        const ports = portsByWorkload.get(to)!;
        for (const name of (wanted ?? []).filter((port) => !ports.has(port))) {
          problems.push({
            path,
            given: show(name),
            allowed: `${[...ports.keys()].join(', ')} of ${to.name}`,
            fix: 'name a port of the workload',
          });
        }
        return { from: from.name, to: to.name, ports: (wanted ?? [...ports.keys()]).flatMap((name) => ports.get(name) ?? []) };
      });
    }),
  );
  return { connections: found, problems };
}

/** The connections of each workload, from it and to it, by its name. */
export function connectionsByWorkload(declared: readonly Connection[]): ReadonlyMap<string, readonly Connection[]> {
  const ends = declared.flatMap((connection) => [...new Set([connection.from, connection.to])].map((name) => ({ name, connection })));
  return new Map([...groupBy(ends, ({ name }) => name)].map(([name, own]) => [name, own.map(({ connection }) => connection)]));
}

/** Refuses, in both directions, whatever no other policy of the namespace allows. */
export function defaultDeny(cluster: Cluster): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', namespace: cluster.namespace, labels: clusterLabels(cluster) },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  } satisfies KubernetesObject<k8s.KubeNetworkPolicyProps>;
}

/** Allows the pods of `workload` what was declared: who calls them, from inside and outside, whom they call, DNS, and the API server where asked for. */
export function networkPolicy(workload: WorkloadSpec, declared: readonly Connection[]): Manifest {
  const { cluster, name, application } = workload;
  const { platform } = cluster;
  const pods = (peer: string) => [{ podSelector: { matchLabels: selectorLabels(cluster, peer) } }];
  const callers = merged(declared.filter(({ to }) => to === name).map(({ from, ports }) => ({ peer: from, ports })));
  const called = merged(declared.filter(({ from }) => from === name).map(({ to, ports }) => ({ peer: to, ports })));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: cluster.namespace, labels: workloadLabels(cluster, name, application) },
    spec: {
      podSelector: { matchLabels: selectorLabels(cluster, name) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        ...callers.map(({ peer, ports }) => ({ from: pods(peer), ports: tcp(ports) })),
        // Two endpoints may lead to the same port, by different Services.
        ...distinct(endpointsOf(workload).flatMap((endpoint) => fromOutside(cluster, endpoint))),
      ],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': platform.dns.namespace } },
              podSelector: { matchLabels: { ...platform.dns.podLabels } },
            },
          ],
          ports: ['UDP', 'TCP'].map((protocol) => ({ protocol, port: platform.dns.port })),
        },
        // The API server is no pod and its address is not known here: only its ports can be named.
        ...(workload.processes.some(callsKubernetes)
          ? [{ ports: tcp(platform.apiServerPorts.map((port) => ({ first: port, last: port }))) }]
          : []),
        ...called.map(({ peer, ports }) => ({ to: pods(peer), ports: tcp(ports) })),
        ...distinct(outside(workload)).map(({ ports, ranges }) => ({
          to: (ranges.length > 0 ? ranges : everywhere).map((cidr) => ({ ipBlock: { cidr } })),
          ports: tcp(ports.map((port) => ({ first: port, last: port }))),
        })),
      ],
    },
  } satisfies KubernetesObject<k8s.KubeNetworkPolicyProps>;
}

/** Whoever may come in by an endpoint. */
function fromOutside(
  { platform }: Cluster,
  { serviceType, sourceRanges, number }: WorkloadEndpoint,
): Plain<k8s.NetworkPolicyIngressRule>[] {
  if (number === undefined) return [];
  const podsOf = (namespaceLabels: Labels) => ({ namespaceSelector: { matchLabels: { ...namespaceLabels } }, podSelector: {} });
  const ranges = sourceRanges.map((cidr) => ({ ipBlock: { cidr } }));
  const ports = tcp([{ first: number, last: number }]);
  switch (serviceType) {
    case 'Route':
      // The router is the caller; it looks at the addresses of its own callers.
      return [{ from: platform.routerNamespaces.map(podsOf), ports }];
    case 'ClusterIP':
      return [{ from: [podsOf({})], ports }];
    default:
      return [ranges.length > 0 ? { from: ranges, ports } : { ports }];
  }
}

/** Declared flows to other workloads. */
function flows({ processes }: WorkloadSpec) {
  return processes.flatMap(({ name, connectsTo = [] }) =>
    connectsTo.flatMap((flow) => {
      if (flow === kubernetesApi || isOutside(flow)) return [];
      return typeof flow === 'string' ? { process: name, workload: flow, ports: undefined } : { process: name, ...flow };
    }),
  );
}

/** Declared flows to what is no pod of the cluster. */
function outside({ processes }: WorkloadSpec): OutsideFlow[] {
  return processes.flatMap(({ connectsTo = [] }) => connectsTo.filter(isOutside));
}

function isOutside(flow: Flow): flow is OutsideFlow {
  return typeof flow !== 'string' && !('workload' in flow);
}

const everywhere = ['0.0.0.0/0', '::/0'];

/** Ports that can be called, by name. */
function portsOf({ processes }: WorkloadSpec): ReadonlyMap<string, PortRange> {
  return new Map(
    processes.flatMap(({ ports = {}, runtimePorts }) => [
      ...Object.entries(ports).map(([name, port]) => [name, { first: port, last: port }] as const),
      ...(runtimePorts ? [[anyRuntimePort, runtimePorts] as const] : []),
    ]),
  );
}

/** One entry per peer, by name, with each port once. */
function merged(peers: readonly { peer: string; ports: readonly PortRange[] }[]) {
  return [...groupBy(peers, ({ peer }) => peer)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([peer, own]) => {
      const ports = own.flatMap((other) => other.ports);
      return { peer, ports: [...new Map(ports.map((port) => [port.first, port])).values()].toSorted((a, b) => a.first - b.first) };
    });
}

function tcp(ports: readonly PortRange[]): Plain<k8s.NetworkPolicyPort>[] {
  return ports.map(({ first, last }) => ({
    protocol: 'TCP',
    port: first,
    ...(last > first && { endPort: last }),
  }));
}
