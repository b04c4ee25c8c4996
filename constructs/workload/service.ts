import { k8s } from 'cdk8s-plus-28';
import { selectorLabels, workloadLabels } from './labels';
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
