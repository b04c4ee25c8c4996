import { type Rule, allManifests, ofKind, problem } from './rule';

const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const dnsSubdomain = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const rbacName = /^[^/%]{1,253}$/;

/** Kinds whose name becomes a host name or a label, and those that allow nearly everything. */
const forms: Readonly<Record<string, RegExp>> = {
  Namespace: dnsLabel,
  Service: dnsLabel,
  StatefulSet: /^[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?$/,
  Role: rbacName,
  RoleBinding: rbacName,
  ClusterRole: rbacName,
  ClusterRoleBinding: rbacName,
};

/** Kinds that belong to no namespace, so that two clusters in one Kubernetes share their names. */
const clusterScoped = new Set([
  'Namespace',
  'ClusterRole',
  'ClusterRoleBinding',
  'IngressClass',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
]);

/** Groups of Kubernetes itself, whose other kinds belong to a namespace. */
const ownGroups = new Set([
  '',
  'apps',
  'batch',
  'autoscaling',
  'coordination.k8s.io',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
]);

/**
 * Names are legal, every object says in its namespace or its name whose it is, and none is there twice.
 *
 * A StatefulSet has at most 52 letters, since its pods carry its name and a hash of 11 as a label.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const identities: Rule = (layers) => {
  const seen = new Set<string>();
  const namespace = ofKind(layers, 'Namespace')[0]?.metadata.name;
  return allManifests(layers).flatMap((manifest) => {
    const { apiVersion, kind, metadata } = manifest;
    const group = apiVersion.replace(/\/?[^/]*$/, '');
    const shared = clusterScoped.has(kind);
    const identity = [group, kind, metadata.namespace, metadata.name].join('/');
    const again = seen.has(identity);
    seen.add(identity);
    return [
      ...(again
        ? [problem(manifest, 'metadata.name', metadata.name, 'a name that no other object of this kind has', 'rename one of them')]
        : []),
      ...((forms[kind] ?? dnsSubdomain).test(metadata.name)
        ? []
        : [problem(manifest, 'metadata.name', metadata.name, 'lower-case letters, digits and dashes, not too many', 'rename it')]),
      ...(shared || !ownGroups.has(group) || metadata.namespace
        ? []
        : [
            problem(
              manifest,
              'metadata.namespace',
              metadata.namespace,
              'a namespace: otherwise it lands wherever kubectl stands',
              `set it to ${namespace}`,
            ),
          ]),
      ...(shared && !metadata.name.includes(namespace ?? '')
        ? [
            problem(
              manifest,
              'metadata.name',
              metadata.name,
              `a name with ${namespace} in it: another cluster has objects of this kind too`,
              'put the namespace in front',
            ),
          ]
        : []),
    ];
  });
};
