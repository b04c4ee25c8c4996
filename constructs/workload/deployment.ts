import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import { selectorLabels, workloadLabels } from './labels';
import type { KubernetesObject, Manifest } from './manifest';
import { podTemplate } from './pod-template';
import type { WorkloadSpec } from './workload';

/** Pods that are all alike and keep nothing; a new one is ready before an old one goes. */
export function deployment(workload: WorkloadSpec): Manifest {
  const { cluster, name, application, replicas } = workload;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: cluster.namespace, labels: workloadLabels(cluster, name, application) },
    spec: {
      replicas,
      selector: { matchLabels: selectorLabels(cluster, name) },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
      },
      template: podTemplate(workload),
    },
  } satisfies KubernetesObject<k8s.KubeDeploymentProps>;
}
