import { smallestHa } from '../../environments/smallest';
import { fluxObjects } from '../../../stacks/gitops/flux';
import { renderCluster } from '../../../stacks/render-cluster';

const rendered = renderCluster(smallestHa);
const source = { repository: 'ssh://git@git.example.com/data.git', path: 'rendered/local-ha', revision: 'main' };

test('a Kustomization per layer waits for the one before it, and deletes nothing', () => {
  const [repository, ...kustomizations] = fluxObjects(rendered, source);
  expect(repository).toEqual({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: 'local-ha', namespace: 'flux-system' },
    spec: { interval: '5m', url: 'ssh://git@git.example.com/data.git', ref: { branch: 'main' } },
  });
  expect(kustomizations.map(({ metadata, spec }) => [metadata.name, spec.path, spec.dependsOn])).toEqual([
    ['local-ha-foundation', './rendered/local-ha/foundation', undefined],
    ['local-ha-storage', './rendered/local-ha/storage', [{ name: 'local-ha-foundation' }]],
    ['local-ha-spark', './rendered/local-ha/spark', [{ name: 'local-ha-storage' }]],
  ]);
  for (const { apiVersion, kind, spec } of kustomizations) {
    expect([apiVersion, kind]).toEqual(['kustomize.toolkit.fluxcd.io/v1', 'Kustomization']);
    expect(spec).toMatchObject({ wait: true, prune: false, sourceRef: { kind: 'GitRepository', name: 'local-ha' } });
  }
});

test.each([
  ['release/1.0', { branch: 'release/1.0' }],
  ['refs/tags/v1.0', { name: 'refs/tags/v1.0' }],
  ['0123456789abcdef0123456789abcdef01234567', { commit: '0123456789abcdef0123456789abcdef01234567' }],
])('the revision %s is %j', (revision, ref) => {
  expect(fluxObjects(rendered, { ...source, revision })[0]!.spec.ref).toEqual(ref);
});

test('an address in the short form of ssh is written in the long one', () => {
  expect(fluxObjects(rendered, { ...source, repository: 'git@git.example.com:team/data.git' })[0]!.spec.url).toBe(
    'ssh://git@git.example.com/team/data.git',
  );
});
