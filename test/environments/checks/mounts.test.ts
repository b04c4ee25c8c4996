import { checkCluster } from '../../../environments/checks';
import type { EnvironmentInput } from '../../../environments/schema/environment';
import { clusterOf } from '../cluster';
import { doors } from '../doors';

type Mounts = NonNullable<EnvironmentInput['mounts']>;

const problemsOf = (mounts: Mounts) => checkCluster(clusterOf({ mounts }));

test.each<Mounts>([
  doors.mounts,
  { a: { remote: 's3a://bucket/a', credentials: 'c' }, ab: { remote: 's3a://bucket/ab', credentials: 'c' } },
])('%j are right', (mounts) => {
  expect(problemsOf(mounts)).toEqual([]);
});

test.each<[string, Mounts, string]>([
  ['S3 without credentials', { a: { remote: 's3a://bucket/' } }, 'mounts.a.credentials'],
  ['Azure without credentials', { a: { remote: 'abfss://data@account.dfs.core.windows.net/' } }, 'mounts.a.credentials'],
  ['an endpoint of another HDFS', { a: { remote: 'hdfs://host:8020/', endpoint: 'https://host' } }, 'mounts.a.endpoint'],
  ['a folder in another one', { a: { remote: 'hdfs://host/data' }, b: { remote: 'hdfs://host/data/part' } }, 'mounts.b.remote'],
  ['a folder around another one', { a: { remote: 'hdfs://host/data/part' }, b: { remote: 'hdfs://host/data/' } }, 'mounts.b.remote'],
  [
    'two endpoints of a bucket',
    {
      a: { remote: 's3a://bucket/a', credentials: 'c', endpoint: 'https://one.example' },
      b: { remote: 's3a://bucket/b', credentials: 'c', endpoint: 'https://two.example' },
    },
    'mounts.b.endpoint',
  ],
])('%s is not', (_, mounts, path) => {
  expect(problemsOf(mounts).map((problem) => problem.path)).toEqual([path]);
});

test('mounts without HDFS are told once', () => {
  const { controller } = doors.resources;
  expect(checkCluster(clusterOf({ mounts: { a: { remote: 'hdfs://host/' } }, resources: { controller } }))).toEqual([
    {
      path: 'mounts',
      given: '["a"]',
      allowed: 'none, or HDFS that their folders are in',
      fix: 'add nmnode-0 and storage-0, or remove the mounts',
    },
  ]);
});
