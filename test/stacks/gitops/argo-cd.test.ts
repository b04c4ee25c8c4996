import { smallestHa } from '../../environments/smallest';
import { annotateForArgoCd, argoCdApplication } from '../../../stacks/gitops/argo-cd';
import { renderCluster } from '../../../stacks/render-cluster';

const rendered = renderCluster({ ...smallestHa, name: 'acme', namespace: 'acme-data' });
const annotated = annotateForArgoCd(rendered);

test('objects get the wave of their layer, and nothing else changes', () => {
  const waves = annotated.layers.map(({ name, manifests }) => [
    name,
    ...new Set(manifests.map(({ metadata }) => metadata.annotations?.['argocd.argoproj.io/sync-wave'])),
  ]);
  expect(waves).toEqual([
    ['foundation', '0'],
    ['storage', '2'],
    ['spark', '4'],
  ]);
  const withoutAnnotations = (layers: typeof rendered.layers) =>
    layers.map(({ manifests }) => manifests.map(({ metadata, ...rest }) => ({ ...rest, metadata: { ...metadata, annotations: {} } })));
  expect(withoutAnnotations(annotated.layers)).toEqual(withoutAnnotations(rendered.layers));
});

test('the namespace stays, whatever is deleted', () => {
  const options = annotated.layers.flatMap(({ manifests }) =>
    manifests.flatMap(({ kind, metadata }) => {
      const option = metadata.annotations?.['argocd.argoproj.io/sync-options'];
      return option ? [[kind, option]] : [];
    }),
  );
  expect(options).toEqual([['Namespace', 'Prune=false,Delete=false']]);
});

test('the render that was given is left alone', () => {
  expect(JSON.stringify(rendered.layers)).not.toContain('argocd');
});

test('one Application syncs the folder of the environment and deletes nothing', () => {
  const source = { repository: 'https://git.example.com/data.git', path: 'rendered/acme', revision: 'main' };
  expect(argoCdApplication(rendered, source)).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'acme', namespace: 'argocd' },
    spec: {
      project: 'default',
      source: { repoURL: 'https://git.example.com/data.git', path: 'rendered/acme', targetRevision: 'main' },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'acme-data' },
      syncPolicy: {
        automated: { prune: false, selfHeal: true },
        syncOptions: ['ServerSideApply=true', 'CreateNamespace=false', 'Prune=false', 'Delete=false'],
      },
    },
  });
});
