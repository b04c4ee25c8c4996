import { smallestHa } from './smallest';
import type { EnvironmentInput } from '../../environments/schema/environment';
import { clusterOf, resourcesWith } from './cluster';
import { outsideParts, sparkParts, sparkTwice } from './spark';

test('the narrower scope of a setting wins', () => {
  const cluster = clusterOf({
    settings: { 'hdfs-site.dfs.blocksize': '1m', 'hdfs-site.dfs.replication': '1', 'core-site.io.file.buffer.size': '4096' },
    services: { hdfs: { settings: { 'hdfs-site.dfs.blocksize': '2m' } }, spark: { settings: { 'hdfs-site.dfs.blocksize': '4m' } } },
    resources: resourcesWith({ 'storage-0': { settings: { 'hdfs-site.dfs.blocksize': '3m' } } }),
  });
  expect(cluster.hdfs!.nameNode.settings.hdfs).toEqual({
    'hdfs-site': { 'dfs.blocksize': '2m', 'dfs.replication': '1' },
    'core-site': { 'io.file.buffer.size': '4096' },
  });
  expect(cluster.hdfs!.storagePools[0]!.settings.hdfs['hdfs-site']).toEqual({ 'dfs.blocksize': '3m', 'dfs.replication': '1' });
});

test('each service has settings of its own, also where two share a pod', () => {
  const cluster = clusterOf({
    services: { spark: { settings: { 'core-site.io.file.buffer.size': '8192' } } },
    resources: resourcesWith({ 'storage-0': { includeSpark: true } }),
  });
  const { settings } = cluster.hdfs!.storagePools[0]!;
  expect(settings.spark).toEqual({ 'core-site': { 'io.file.buffer.size': '8192' } });
  expect(settings.hdfs).toEqual({});
});

test('parts are there only with all that they need', () => {
  const { 'nmnode-0': nameNode, 'storage-0': storage } = resourcesWith({ 'storage-0': { includeSpark: true } });
  const head = { cpu: '1', memory: '1Gi', includeLivy: false } as const;
  expect(clusterOf({ resources: {} })).toMatchObject({ hdfs: undefined, spark: undefined, resources: [] });
  expect(clusterOf({ resources: { 'storage-0': storage } }).hdfs).toBeUndefined();
  expect(clusterOf({ resources: { 'nmnode-0': nameNode, 'storage-0': storage } }).spark).toBeUndefined();
  expect(clusterOf({ resources: { 'nmnode-0': nameNode, 'storage-0': storage, sparkhead: head } }).spark?.nodeManagerPools).toMatchObject([
    { name: 'storage-0', sparkCpu: '100m', sparkMemory: '640Mi' },
  ]);
});

test('a metastore and MLflow are there only with a database, and each has a login then', () => {
  const { database: _, ...others } = sparkParts.resources;
  const has = (environment: Partial<EnvironmentInput>) => {
    const { spark, mlflow, databaseLogins } = clusterOf(environment);
    return [spark?.hasMetastore, mlflow?.name, databaseLogins];
  };
  expect(has(sparkParts)).toEqual([true, 'mlflow', ['metastore', 'mlflow']]);
  expect(has({ ...sparkParts, resources: others })).toEqual([false, undefined, []]);
  expect(has({ ...sparkParts, resources: others, databaseServer: outsideParts.databaseServer })).toEqual(has(sparkParts));
  const sparkhead = { ...others.sparkhead, includeMetastore: false };
  expect(has({ ...sparkParts, resources: { ...sparkParts.resources, sparkhead } })).toEqual([false, 'mlflow', ['mlflow']]);
});

test('HDFS is read by S3 only by those who are there and have no store of their own', () => {
  const users = (environment: Partial<EnvironmentInput>) => clusterOf(environment).hdfs?.s3Users;
  const objectStore = { endpoint: 'https://s3.acme.example', bucket: 'models', credentials: 'keys' } as const;
  expect(users(sparkParts)).toEqual(['mlflow']);
  expect(users({ ...sparkParts, objectStore })).toEqual([]);
  expect(users(sparkTwice)).toEqual(['sql', 'mlflow']);
  expect(users({ ...sparkTwice, sql: { version: '2019', edition: 'Developer' } })).toEqual(['mlflow']);
});

test('there is a quorum only for heads that are there twice', () => {
  const { hdfs, spark } = clusterOf({
    ...smallestHa,
    resources: { ...smallestHa.resources, sparkhead: { ...smallestHa.resources.sparkhead, replicas: 1 } },
  });
  expect(hdfs?.quorum?.name).toBe('zookeeper');
  expect(spark).toMatchObject({ head: { replicas: 1 }, quorum: undefined });
});

test('pools come in the order of their numbers', () => {
  const pool = { type: 'Spark', replicas: 1, cpu: '1', memory: '2Gi' } as const;
  const cluster = clusterOf({ resources: { 'spark-10': pool, 'spark-2': pool, ...resourcesWith({}) } });
  expect(cluster.resources.map(({ name }) => name)).toEqual(['nmnode-0', 'storage-0', 'spark-2', 'spark-10']);
});

test('the narrower size and class of a volume win', () => {
  const cluster = clusterOf({
    platform: { kind: 'kubernetes', storageClass: 'slow' },
    storage: { data: { size: '20Gi' } },
    resources: resourcesWith({ 'storage-0': { storage: { data: { size: '1Ti', className: 'fast' } } } }),
  });
  expect(cluster.hdfs!.nameNode.storage.data).toEqual({ size: '20Gi', className: 'slow' });
  expect(cluster.hdfs!.storagePools[0]!.storage.data).toEqual({ size: '1Ti', className: 'fast' });
});

test('the namespace is the name unless it is given', () => {
  expect(clusterOf().namespace).toBe('local');
  expect(clusterOf({ namespace: 'bdc' })).toMatchObject({ name: 'local', namespace: 'bdc' });
});

test('a cluster is frozen to the last field', () => {
  const cluster = clusterOf();
  expect(() => Object.assign(cluster.hdfs!.nameNode.storage.data!, { size: '1Gi' })).toThrow(TypeError);
  expect(() => Object.assign(cluster, { name: 'other' })).toThrow(TypeError);
});
