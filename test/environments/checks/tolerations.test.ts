import { checkCluster } from '../../../environments/checks';
import { clusterOf, resourcesWith } from '../cluster';

const pathsOf = (toleration: object) =>
  checkCluster(clusterOf({ resources: resourcesWith({ 'storage-0': { tolerations: [{ key: 'first' }, toleration] } }) })).map(
    ({ path }) => path,
  );

test.each([
  { key: 'data' },
  { key: 'data', value: 'sql' },
  { operator: 'Exists' },
  { key: 'data', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'data', effect: 'NoExecute', tolerationSeconds: 0 },
])('%j is a toleration', (toleration) => {
  expect(pathsOf(toleration)).toEqual([]);
});

test.each([
  [{}, 'key'],
  [{ value: 'sql' }, 'key'],
  [{ key: 'data', operator: 'Exists', value: 'sql' }, 'value'],
  [{ key: 'data', tolerationSeconds: 60 }, 'tolerationSeconds'],
  [{ key: 'data', effect: 'NoSchedule', tolerationSeconds: 60 }, 'tolerationSeconds'],
])('%j is none', (toleration, field) => {
  expect(pathsOf(toleration)).toEqual([`resources.storage-0.tolerations[1].${field}`]);
});
