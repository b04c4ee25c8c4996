import { type Rule, allManifests, problem } from './rule';

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

/**
 * Names are legal and no object is there twice.
 *
 * A StatefulSet has at most 52 letters, since its pods carry its name and a hash of 11 as a label.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const identities: Rule = (layers) => {
  const seen = new Set<string>();
  return allManifests(layers).flatMap((manifest) => {
    const { apiVersion, kind, metadata } = manifest;
    const identity = [apiVersion.replace(/\/?[^/]*$/, ''), kind, metadata.namespace, metadata.name].join('/');
    const again = seen.has(identity);
    seen.add(identity);
    return [
      ...(again
        ? [problem(manifest, 'metadata.name', metadata.name, 'a name that no other object of this kind has', 'rename one of them')]
        : []),
      ...((forms[kind] ?? dnsSubdomain).test(metadata.name)
        ? []
        : [problem(manifest, 'metadata.name', metadata.name, 'lower-case letters, digits and dashes, not too many', 'rename it')]),
    ];
  });
};
