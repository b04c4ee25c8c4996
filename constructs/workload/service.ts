import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import { type Labels, selectorLabels, workloadLabels } from './labels';
import type { KubernetesObject, Manifest } from './manifest';
import { serviceName } from '../../environments/host-names';
import type { WorkloadSpec } from './workload';

/** The Service inside the cluster, with every port of every process. */
export function service(workload: WorkloadSpec): Manifest {
  const { cluster, name, application, kind, processes } = workload;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: serviceName(name), namespace: cluster.namespace, labels: workloadLabels(cluster, name, application) },
    spec: {
      // Members of a StatefulSet find each other by name before any of them is ready.
      ...(kind === 'StatefulSet' && { clusterIP: 'None', publishNotReadyAddresses: true }),
      selector: selectorLabels(cluster, name),
      ports: processes.flatMap(({ ports = {} }) =>
        Object.entries(ports).map(([port, number]) => ({ name: port, port: number, targetPort: port })),
      ),
    },
  } satisfies KubernetesObject<k8s.KubeServiceProps>;
}

/** A Service beside the one of all ports: its pods have to be ready. */
export interface FurtherService {
  /** Names of ports of the workload. */
  readonly ports: readonly string[];

  /**
   * Labels that a pod has to have beside those of its workload; some process of it sets them on itself.
   *
   * @default - every pod that is ready
   */
  readonly labels?: Labels;

  /**
   * Whether all connections of a caller lead to one pod, as long as it is ready: pods that remember what a caller has begun.
   *
   * Callers are told apart by their address.
   *
   * @default false
   * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity
   */
  readonly onePodPerCaller?: boolean;
}

/** Services inside the cluster besides the one of all ports. */
export function furtherServices({ cluster, name, application, processes, services }: WorkloadSpec): Manifest[] {
  const numbers = new Map(processes.flatMap(({ ports = {} }) => Object.entries(ports)));
  return Object.entries(services).map(
    ([id, { ports, labels, onePodPerCaller }]) =>
      ({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: serviceName(id), namespace: cluster.namespace, labels: workloadLabels(cluster, name, application) },
        spec: {
          selector: { ...selectorLabels(cluster, name), ...labels },
          ...(onePodPerCaller && { sessionAffinity: 'ClientIP' }),
          ports: ports.map((port) => {
            const number = numbers.get(port);
            if (number === undefined) throw new Error(`workload '${name}' has no port '${port}' for Service '${id}'`);
            return { name: port, port: number, targetPort: port };
          }),
        },
      }) satisfies KubernetesObject<k8s.KubeServiceProps>,
  );
}
