import { k8s } from 'cdk8s-plus-28';
import { type Labels, selectorLabels, workloadLabels } from './labels';
import type { Manifest } from './manifest';
import { serviceName } from './names';
import type { WorkloadSpec } from './workload';

/** The Service inside the cluster, with every port of every process. */
export function service(workload: WorkloadSpec): Manifest {
  const { cluster, name, application, kind, processes } = workload;
  return k8s.KubeService.manifest({
    metadata: { name: serviceName(name), namespace: cluster.namespace, labels: workloadLabels(cluster, name, application) },
    spec: {
      // Members of a StatefulSet find each other by name before any of them is ready.
      ...(kind === 'StatefulSet' && { clusterIp: 'None', publishNotReadyAddresses: true }),
      selector: selectorLabels(cluster, name),
      ports: processes.flatMap(({ ports = {} }) =>
        Object.entries(ports).map(([port, number]) => ({ name: port, port: number, targetPort: k8s.IntOrString.fromString(port) })),
      ),
    },
  });
}

/** A Service inside the cluster in front of those pods of `workload` that have set `labels` on themselves. */
export function runtimeService(
  { cluster, name, application, processes }: WorkloadSpec,
  id: string,
  labels: Labels,
  port: string,
): Manifest {
  const number = processes.flatMap(({ ports = {} }) => ports[port] ?? [])[0];
  if (number === undefined) throw new Error(`workload '${name}' has no port '${port}' for Service '${id}'`);
  return k8s.KubeService.manifest({
    metadata: { name: serviceName(id), namespace: cluster.namespace, labels: workloadLabels(cluster, name, application) },
    spec: {
      selector: { ...selectorLabels(cluster, name), ...labels },
      ports: [{ name: port, port: number, targetPort: k8s.IntOrString.fromString(port) }],
    },
  });
}
