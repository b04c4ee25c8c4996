import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import type { Endpoint } from '../../environments/endpoints';
import type { Cluster } from '../../environments/resolve-cluster';
import { type Labels, selectorLabels, workloadLabels } from './labels';
import type { KubernetesObject, Manifest } from './manifest';
import { hostOf } from '../../environments/host-names';
import { route } from './route';
import type { WorkloadSpec } from './workload';

/** An endpoint of the cluster that leads to a workload. */
export interface WorkloadEndpoint extends Endpoint {
  /** Name of the pods' port behind it. */
  readonly target: string;

  /** Number of that port, if the process has it. */
  readonly number?: number;

  /** Labels that a pod has to have beside those of its workload. */
  readonly labels: Labels;
}

/** Endpoints that lead to the processes of `workload`. */
export function endpointsOf({ cluster, processes }: Pick<WorkloadSpec, 'cluster' | 'processes'>): WorkloadEndpoint[] {
  return processes.flatMap(({ ports = {}, endpoints = [] }) =>
    endpoints.map(({ endpoint, port, labels = {} }) => ({ ...cluster.endpoints[endpoint], target: port, number: ports[port], labels })),
  );
}

/**
 * An endpoint as clients want it.
 *
 * @param known host that the cluster gave it; until there is one, what is known only when it is applied stands in angle brackets
 */
export function endpointAddress(
  cluster: Cluster,
  { name, dnsName, port, protocol, service, serviceType }: WorkloadEndpoint,
  known?: string,
): string {
  const hosts = {
    NodePort: '<node>',
    LoadBalancer: `<address of ${service}>`,
    ClusterIP: hostOf(cluster, service),
    Route: `${name}-${cluster.namespace}.<domain of the routers>`,
  };
  const host = dnsName ?? known ?? hosts[serviceType];
  return protocol === 'https' ? `https://${host}:${port}` : `${host},${port}`;
}

/** What callers outside meet: a Service per endpoint, and the Route to it where one was asked for. */
export function externalServices(workload: WorkloadSpec): Manifest[] {
  return endpointsOf(workload).flatMap((endpoint) => [
    externalService(workload, endpoint),
    ...(endpoint.serviceType === 'Route' ? [route(workload, endpoint)] : []),
  ]);
}

function externalService({ cluster, name, application }: WorkloadSpec, endpoint: WorkloadEndpoint): Manifest {
  const { internal, labels, port, service, serviceType, sourceRanges, target } = endpoint;
  const fromOutside = serviceType === 'NodePort' || serviceType === 'LoadBalancer';
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: service,
      namespace: cluster.namespace,
      labels: workloadLabels(cluster, name, application),
      ...(internal && { annotations: { ...cluster.platform.internalLoadBalancer } }),
    },
    spec: {
      type: serviceType === 'Route' ? 'ClusterIP' : serviceType,
      selector: { ...selectorLabels(cluster, name), ...labels },
      ports: [
        {
          name: target,
          port,
          targetPort: target,
          ...(serviceType === 'NodePort' && { nodePort: port }),
        },
      ],
      // Otherwise the pods' policy sees the address of a node in the place of the caller's.
      ...(fromOutside && sourceRanges.length > 0 && { externalTrafficPolicy: 'Local' }),
      ...(serviceType === 'LoadBalancer' && sourceRanges.length > 0 && { loadBalancerSourceRanges: [...sourceRanges] }),
    },
  } satisfies KubernetesObject<k8s.KubeServiceProps>;
}
