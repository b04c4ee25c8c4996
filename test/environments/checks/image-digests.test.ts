import { checkCluster } from '../../../environments/checks';
import { renderCluster } from '../../../stacks/render-cluster';
import { clusterOf } from '../cluster';
import { sqlAlone } from '../sql';

const digest = `sha256:${'5'.repeat(64)}`;

test.each([
  ['hadop', 'rename it to hadoop'],
  ['sql-server', 'remove it; the digest of SQL Server is images.sqlServer.digest'],
])('a digest of %s belongs to no image', (name, fix) => {
  expect(checkCluster(clusterOf({ images: { digests: { [name]: digest } } }))).toEqual([
    { path: `images.digests.${name}`, given: JSON.stringify(digest), allowed: expect.stringContaining('hadoop'), fix },
  ]);
});

test('digests reach the containers', () => {
  const images = { digests: { hadoop: digest }, sqlServer: { ...sqlAlone.images.sqlServer, digest } };
  const resources = {
    ...sqlAlone.resources,
    'nmnode-0': { cpu: '1', memory: '2Gi' },
    'storage-0': { type: 'Storage', replicas: 1, cpu: '1', memory: '2Gi' },
  };
  const containers = renderCluster({ ...sqlAlone, images, resources })
    .layers.flatMap(({ manifests }) => manifests)
    .flatMap(({ spec }) => spec?.template?.spec.containers ?? [])
    .filter(({ name }) => ['name-node', 'data-node', 'sql-server'].includes(name));
  expect(new Set(containers.map(({ name }) => name)).size).toBe(3);
  for (const { image } of containers) expect(image).toMatch(new RegExp(`^\\S+:[\\w.-]+@${digest}$`));
});
