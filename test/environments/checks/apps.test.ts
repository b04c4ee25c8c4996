import { checkCluster } from '../../../environments/checks';
import type { EnvironmentInput } from '../../../environments/schema/environment';
import { clusterOf } from '../cluster';
import { doors } from '../doors';

const { add, houses } = doors.apps;
const { controller, appproxy } = doors.resources;

const pathsOf = (changes: Partial<EnvironmentInput>) => checkCluster(clusterOf({ ...doors, ...changes })).map(({ path }) => path);

test('applications with all that they need are right, with a store outside or with HDFS', () => {
  expect(pathsOf({})).toEqual([]);
  expect(pathsOf({ objectStore: undefined })).toEqual([]);
  expect(pathsOf({ mounts: {}, resources: { controller, appproxy } })).toEqual([]);
});

test.each<[string, Partial<EnvironmentInput>, string[]]>([
  ['no proxy', { mounts: {}, resources: { controller } }, ['resources.appproxy']],
  ['no controller', { mounts: {}, resources: { appproxy } }, ['resources.controller']],
  ['no store', { mounts: {}, objectStore: undefined, resources: { controller, appproxy } }, ['objectStore']],
  ['a script without a function', { apps: { add: { ...add, entrypoint: undefined } } }, ['apps.add.entrypoint']],
  ['a model with a function', { apps: { houses: { ...houses, entrypoint: 'predict' } } }, ['apps.houses.entrypoint']],
  ['pods of the same name', { apps: { a: { ...add, version: 'b-c' }, 'a-b': { ...add, version: 'c' } } }, ['apps.a-b.version']],
])('%s is told', (_, changes, paths) => {
  expect(pathsOf(changes)).toEqual(paths);
});
