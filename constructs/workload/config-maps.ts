import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import { workloadLabels } from './labels';
import type { KubernetesObject, Manifest } from './manifest';
import type { Process } from './process';
import type { WorkloadSpec } from './workload';

/** One ConfigMap per process that has generated files, keyed by file name. */
export function configMaps(workload: WorkloadSpec): Manifest[] {
  const { cluster, name, application, processes } = workload;
  return processes.flatMap((process) =>
    process.config
      ? ({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: {
            name: configMapName(workload, process),
            namespace: cluster.namespace,
            labels: workloadLabels(cluster, name, application),
          },
          data: Object.fromEntries(process.config.files.map((file) => [file.name, file.content])),
        } satisfies KubernetesObject<k8s.KubeConfigMapProps>)
      : [],
  );
}

export function configMapName(workload: Pick<WorkloadSpec, 'name'>, process: Process): string {
  return `${workload.name}-${process.name}`;
}
