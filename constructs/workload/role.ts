import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import { workloadLabels } from './labels';
import type { KubernetesObject, Manifest } from './manifest';
import type { WorkloadSpec } from './workload';

/** What the processes of `workload` may do with the Kubernetes API, granted to its account; nothing if they ask for nothing. */
export function role(workload: WorkloadSpec): Manifest[] {
  const { cluster, name, application, processes } = workload;
  const permissions = processes.flatMap((process) => process.permissions ?? []);
  if (permissions.length === 0) return [];

  const metadata = { name, namespace: cluster.namespace, labels: workloadLabels(cluster, name, application) };
  return [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: permissions.map(({ apiGroup, resource, names, verbs }) => ({
        apiGroups: [apiGroup],
        resources: [resource],
        resourceNames: names && [...names],
        verbs: [...verbs],
      })),
    } satisfies KubernetesObject<k8s.KubeRoleProps>,
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: cluster.namespace }],
    } satisfies KubernetesObject<k8s.KubeRoleBindingProps>,
  ];
}
