import type { Manifest } from '../../constructs/workload/manifest';
import { isKept } from '../kept';
import { layers as order } from '../layers';
import type { RenderedCluster } from '../render-cluster';
import type { GitSource } from './git-source';

/**
 * The same objects with the annotations that Argo CD reads: a sync wave per layer, and a namespace that it never deletes.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export function annotateForArgoCd(rendered: RenderedCluster): RenderedCluster {
  return {
    ...rendered,
    layers: rendered.layers.map(({ name, manifests }) => ({
      name,
      manifests: manifests.map((manifest) =>
        withAnnotations(manifest, {
          'argocd.argoproj.io/sync-wave': String(order.indexOf(name)),
          ...(isKept(manifest) && { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' }),
        }),
      ),
    })),
  };
}

/**
 * One Application that syncs all layers of an environment.
 *
 * It deletes nothing, neither what is gone from Git nor what it made itself: the cluster outlives it. The namespace is among the rendered objects,
 * with the labels of Pod Security, so Argo CD does not make one of its own.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml
 */
export function argoCdApplication({ cluster }: RenderedCluster, { repository, path, revision }: GitSource): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: cluster.name, namespace: 'argocd' },
    spec: {
      project: 'default',
      source: { repoURL: repository, path, targetRevision: revision },
      destination: { server: 'https://kubernetes.default.svc', namespace: cluster.namespace },
      syncPolicy: {
        automated: { prune: false, selfHeal: true },
        syncOptions: ['ServerSideApply=true', 'CreateNamespace=false', 'Prune=false', 'Delete=false'],
      },
    },
  };
}

function withAnnotations(manifest: Manifest, annotations: Readonly<Record<string, string>>): Manifest {
  return { ...manifest, metadata: { ...manifest.metadata, annotations: { ...manifest.metadata.annotations, ...annotations } } };
}
