import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import { selectorLabels, workloadLabels } from './labels';
import type { KubernetesObject, Manifest } from './manifest';
import { serviceName } from '../../environments/host-names';
import { podTemplate } from './pod-template';
import type { WorkloadSpec } from './workload';

/** Pods with names and volumes that stay; the volumes outlive the StatefulSet. */
export function statefulSet(workload: WorkloadSpec): Manifest {
  const { cluster, name, application, replicas, updateStrategy, volumes } = workload;
  const labels = workloadLabels(cluster, name, application);
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace: cluster.namespace, labels },
    spec: {
      replicas,
      serviceName: serviceName(name),
      selector: { matchLabels: selectorLabels(cluster, name) },
      // Peers of a quorum wait for each other: started one by one they never get ready.
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: updateStrategy },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      template: podTemplate(workload),
      volumeClaimTemplates: Object.entries(volumes).map(([volume, { size, className }]) => ({
        metadata: { name: volume, labels: selectorLabels(cluster, name) },
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: className,
          resources: { requests: { storage: size } },
        },
      })),
    },
  } satisfies KubernetesObject<k8s.KubeStatefulSetProps>;
}
