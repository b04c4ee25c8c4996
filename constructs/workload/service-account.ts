import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import { workloadLabels } from './labels';
import type { KubernetesObject, Manifest } from './manifest';
import type { WorkloadSpec } from './workload';

/** An identity of its own for each workload; its token is mounted only into containers that call the Kubernetes API. */
export function serviceAccount(workload: WorkloadSpec): Manifest {
  const { cluster, name, application } = workload;
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: cluster.namespace, labels: workloadLabels(cluster, name, application) },
    automountServiceAccountToken: false,
  } satisfies KubernetesObject<k8s.KubeServiceAccountProps>;
}
