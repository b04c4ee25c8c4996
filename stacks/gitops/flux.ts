import type { Manifest } from '../../constructs/workload/manifest';
import type { RenderedCluster } from '../render-cluster';
import type { GitSource } from './git-source';

const namespace = 'flux-system';

/**
 * The repository, and a Kustomization per layer that waits until the layer before it is ready.
 *
 * Flux applies on the server side by itself. Without `prune` it deletes nothing, neither what is gone from Git nor, when the
 * Kustomization is deleted, the cluster.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export function fluxObjects({ cluster, layers }: RenderedCluster, { repository, path, revision }: GitSource): Manifest[] {
  const nameOf = (layer: string) => `${cluster.name}-${layer}`;
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: cluster.name, namespace },
      spec: { interval: '5m', url: address(repository), ref: reference(revision) },
    },
    ...layers.map(({ name }, index) => {
      const before = layers[index - 1];
      return {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name: nameOf(name), namespace },
        spec: {
          interval: '10m',
          retryInterval: '1m',
          // The first start pulls images and formats volumes.
          timeout: '15m',
          sourceRef: { kind: 'GitRepository', name: cluster.name },
          path: `./${path}/${name}`,
          ...(before && { dependsOn: [{ name: nameOf(before.name) }] }),
          wait: true,
          prune: false,
        },
      };
    }),
  ];
}

/** Flux takes no `user@host:path`. */
function address(repository: string): string {
  return repository.includes('://') ? repository : `ssh://${repository.replace(':', '/')}`;
}

function reference(revision: string): Readonly<Record<string, string>> {
  if (/^[0-9a-f]{40}$/.test(revision)) return { commit: revision };
  return revision.startsWith('refs/') ? { name: revision } : { branch: revision };
}
