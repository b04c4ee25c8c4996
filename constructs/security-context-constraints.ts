import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import type { Cluster } from '../environments/resolve-cluster';
import { clusterLabels } from './workload/labels';
import type { KubernetesObject, Manifest } from './workload/manifest';

/**
 * Lets every account of the namespace use the security context constraints that its pods are made for.
 *
 * New clusters allow it to everybody, and hardened ones to nobody.
 */
export function useOfSecurityContextConstraints(cluster: Cluster): Manifest[] {
  const { namespace } = cluster;
  const { securityContextConstraints: constraints } = cluster.platform;
  if (constraints === undefined) return [];
  const metadata = { name: `scc-${constraints}`, namespace, labels: clusterLabels(cluster) };
  const apiGroup = 'rbac.authorization.k8s.io';
  return [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: [
        { apiGroups: ['security.openshift.io'], resources: ['securitycontextconstraints'], resourceNames: [constraints], verbs: ['use'] },
      ],
    } satisfies KubernetesObject<k8s.KubeRoleProps>,
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup, kind: 'Role', name: metadata.name },
      subjects: [{ apiGroup, kind: 'Group', name: `system:serviceaccounts:${namespace}` }],
    } satisfies KubernetesObject<k8s.KubeRoleBindingProps>,
  ];
}
