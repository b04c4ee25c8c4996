import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import { selectorLabels, workloadLabels } from './labels';
import type { KubernetesObject, Manifest } from './manifest';
import type { WorkloadSpec } from './workload';

/** How many pods a drain of nodes may take at once; never none, so that every node can be drained. */
export function podDisruptionBudget({ cluster, name, application, maxUnavailable }: WorkloadSpec): Manifest {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace: cluster.namespace, labels: workloadLabels(cluster, name, application) },
    spec: {
      maxUnavailable: maxUnavailable,
      selector: { matchLabels: selectorLabels(cluster, name) },
      // A pod that is broken anyway must not hold up a drain.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  } satisfies KubernetesObject<k8s.KubePodDisruptionBudgetProps>;
}
