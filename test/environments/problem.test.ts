import { ProblemsError, fieldPath, nearest, show } from '../../environments/problem';

test.each([
  [['resources', 'storage-0', 'replicas'], 'resources.storage-0.replicas'],
  [['settings', 'hdfs-site.dfs.replication'], 'settings["hdfs-site.dfs.replication"]'],
  [['tolerations', 0, 'key'], 'tolerations[0].key'],
  [[], '(the whole document)'],
])('%j is shown as %s', (names, path) => {
  expect(fieldPath(names)).toBe(path);
});

test('the nearest word is offered only if it is near', () => {
  expect(nearest('replcias', ['replicas', 'memory'])).toBe('replicas');
  expect(nearest('cpu', ['replicas', 'memory'])).toBeUndefined();
});

test('values are shown as JSON and cut where they are long', () => {
  expect(show(undefined)).toBe('nothing');
  expect(show('x'.repeat(500))).toHaveLength(120);
});

test('the message of the error holds every problem', () => {
  const problem = { path: 'a', given: '1', allowed: '2', fix: 'change it' };
  expect(new ProblemsError([problem, { ...problem, path: 'b', severity: 'warning' }]).message).toBe(
    'error: a\n  given:   1\n  allowed: 2\n  fix:     change it\nwarning: b\n  given:   1\n  allowed: 2\n  fix:     change it',
  );
});
