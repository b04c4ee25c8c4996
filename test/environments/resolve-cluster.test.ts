import { clusterOf, resourcesWith } from './cluster';

test('the narrower scope of a setting wins', () => {
  const cluster = clusterOf({
    settings: { 'hdfs-site.dfs.blocksize': '1m', 'hdfs-site.dfs.replication': '1', 'core-site.io.file.buffer.size': '4096' },
    services: { hdfs: { settings: { 'hdfs-site.dfs.blocksize': '2m' } } },
    resources: resourcesWith({ 'storage-0': { settings: { 'hdfs-site.dfs.blocksize': '3m' } } }),
  });
  expect(cluster.nameNode.settings).toEqual({
    'hdfs-site': { 'dfs.blocksize': '2m', 'dfs.replication': '1' },
    'core-site': { 'io.file.buffer.size': '4096' },
  });
  expect(cluster.storagePool.settings['hdfs-site']).toEqual({ 'dfs.blocksize': '3m', 'dfs.replication': '1' });
});

test('the narrower size and class of a volume win', () => {
  const cluster = clusterOf({
    platform: { kind: 'kubernetes', storageClass: 'slow' },
    storage: { data: { size: '20Gi' } },
    resources: resourcesWith({ 'storage-0': { storage: { data: { size: '1Ti', className: 'fast' } } } }),
  });
  expect(cluster.nameNode.storage.data).toEqual({ size: '20Gi', className: 'slow' });
  expect(cluster.storagePool.storage.data).toEqual({ size: '1Ti', className: 'fast' });
});

test('the namespace is the name unless it is given', () => {
  expect(clusterOf().namespace).toBe('local');
  expect(clusterOf({ namespace: 'bdc' })).toMatchObject({ name: 'local', namespace: 'bdc' });
});

test('a cluster is frozen to the last field', () => {
  const cluster = clusterOf();
  expect(() => Object.assign(cluster.nameNode.storage.data, { size: '1Gi' })).toThrow(TypeError);
  expect(() => Object.assign(cluster, { name: 'other' })).toThrow(TypeError);
});
