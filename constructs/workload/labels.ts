import type { Cluster } from '../../environments/resolve-cluster';

export type Labels = Readonly<Record<string, string>>;

/** Prefix of the product's own labels and annotations. */
export const labelPrefix = 'big-data-cluster';

/**
 * What tells the pods of one workload from all others.
 *
 * Kubernetes never lets a selector change, so it consists of names alone: no version, nothing from the construct tree.
 */
export function selectorLabels({ name }: Cluster, workload: string): Labels {
  return { 'app.kubernetes.io/component': workload, 'app.kubernetes.io/instance': name };
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export function clusterLabels({ name }: Cluster): Labels {
  return {
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': 'bdc',
    'app.kubernetes.io/part-of': 'big-data-cluster',
  };
}

/** Labels of the objects and pods of one workload. */
export function workloadLabels({ name }: Cluster, workload: string, application: string): Labels {
  return {
    'app.kubernetes.io/component': workload,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': 'bdc',
    'app.kubernetes.io/name': application,
    'app.kubernetes.io/part-of': 'big-data-cluster',
  };
}
