import type { Manifest } from '../../constructs/workload/manifest';
import { apiServerAuthority } from '../../constructs/workload/pod-template';
import { type Rule, containersOf, ofKind, podMakers, problem } from './rule';

/**
 * What a pod names is there: accounts, ConfigMaps and their keys, volumes, the Service that gives it a name; and the Role of a RoleBinding.
 *
 * Secrets are left out, and the authority of the API server: they are made in the cluster, never rendered.
 */
export const references: Rule = (layers) => {
  const named = (kind: string) => new Map(ofKind(layers, kind).map((manifest) => [manifest.metadata.name, manifest]));
  const byName = new Map(['ConfigMap', 'Role', 'Service', 'ServiceAccount'].map((kind) => [kind, named(kind)]));
  const find = (kind: string, name: string) => byName.get(kind)?.get(name);
  const roles = ofKind(layers, 'RoleBinding')
    .filter(({ roleRef }) => (roleRef as any).kind === 'Role')
    .map((binding) => ({ binding, name: (binding.roleRef as any).name }))
    .filter(({ name }) => !find('Role', name))
    .map(({ binding, name }) => problem(binding, 'roleRef', name, 'a Role of the cluster', 'add the Role, or correct the name'));
  const pods = podMakers(layers).flatMap((manifest) => {
    const pod = manifest.spec.template.spec;
    const wanted = [
      { kind: 'ServiceAccount', name: pod.serviceAccountName, field: 'serviceAccountName' },
      ...(manifest.kind === 'StatefulSet' ? [{ kind: 'Service', name: manifest.spec.serviceName, field: 'serviceName' }] : []),
      ...configMapsOf(manifest),
    ];
    const volumes = new Set(
      [...(pod.volumes ?? []), ...(manifest.spec.volumeClaimTemplates ?? []).map(({ metadata }: any) => metadata)].map(({ name }) => name),
    );
    return [
      ...wanted
        .filter(({ kind, name }) => !find(kind, name) && name !== apiServerAuthority)
        .map(({ kind, name, field }) => problem(manifest, field, name, `a ${kind} of the cluster`, `add the ${kind}, or correct the name`)),
      ...containersOf(manifest).flatMap((container) =>
        (container.volumeMounts ?? [])
          .filter(({ name }: any) => !volumes.has(name))
          .map(({ name }: any) =>
            problem(manifest, `container ${container.name}: volumeMounts`, name, [...volumes].join(', '), 'add the volume'),
          ),
      ),
      ...keysOf(manifest)
        .filter(({ name, key }) => find('ConfigMap', name) && !Object.hasOwn(find('ConfigMap', name)?.data ?? {}, key))
        .map(({ name, key, field }) => problem(manifest, field, key, `a key of ConfigMap ${name}`, 'correct the key')),
    ];
  });
  return [...roles, ...pods];
};

function configMapsOf(manifest: Manifest): { kind: string; name: string; field: string }[] {
  const volumes = (manifest.spec.template.spec.volumes ?? []) as any[];
  const names = [
    ...volumes.flatMap(({ name, configMap }) =>
      configMap && !configMap.optional ? { name: configMap.name, field: `volume ${name}` } : [],
    ),
    ...volumes.flatMap(({ name, projected }) =>
      (projected?.sources ?? []).flatMap(({ configMap }: any) => (configMap ? { name: configMap.name, field: `volume ${name}` } : [])),
    ),
    ...containersOf(manifest).flatMap(({ name, envFrom = [] }) =>
      envFrom.flatMap(({ configMapRef }: any) => (configMapRef ? { name: configMapRef.name, field: `container ${name}: envFrom` } : [])),
    ),
    ...keysOf(manifest),
  ];
  return names.map(({ name, field }) => ({ kind: 'ConfigMap', name, field }));
}

function keysOf(manifest: Manifest): { name: string; key: string; field: string }[] {
  return containersOf(manifest).flatMap(({ name, env = [] }) =>
    env.flatMap(({ valueFrom }: any) =>
      valueFrom?.configMapKeyRef ? { ...valueFrom.configMapKeyRef, field: `container ${name}: env` } : [],
    ),
  );
}
