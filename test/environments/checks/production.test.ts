import { checkCluster } from '../../../environments/checks';
import type { EnvironmentInput } from '../../../environments/schema/environment';
import { clusterOf } from '../cluster';
import { sqlAlone } from '../sql';

const digest = `sha256:${'0'.repeat(64)}`;

/** `sqlAlone` as people can rely on it, with changes. */
const problemsOf = (changes: { [Field in keyof EnvironmentInput]?: unknown } = {}) =>
  checkCluster(
    clusterOf({
      ...sqlAlone,
      production: true,
      security: 'kerberos',
      realm: { kind: 'internal' },
      sql: { version: '2025', edition: 'Enterprise' },
      images: { sqlServer: { ...sqlAlone.images.sqlServer, digest } },
      ...changes,
    } as EnvironmentInput),
  ).filter(({ path }) => !path.startsWith('resources'));

describe('in production', () => {
  test('nothing is said where nothing is open', () => {
    expect(problemsOf()).toEqual([]);
  });

  test.each([
    ['security', { security: 'simple', realm: undefined }, '"simple"'],
    ['images.sqlServer.digest', { images: sqlAlone.images }, 'nothing'],
    ['sql.edition', { sql: { version: '2025', edition: 'EnterpriseDeveloper' } }, '"EnterpriseDeveloper"'],
    ['sql.edition', { sql: { version: '2025', edition: 'StandardDeveloper' } }, '"StandardDeveloper"'],
    ['sql.edition', { sql: { version: '2025', edition: 'Evaluation' } }, '"Evaluation"'],
    ['sql.edition', { sql: { version: '2022', edition: 'Developer' } }, '"Developer"'],
  ])('%s is warned of with %j', (path, changes, given) => {
    expect(problemsOf(changes)).toMatchObject([{ severity: 'warning', path, given }]);
    expect(problemsOf({ ...changes, production: false })).toEqual([]);
  });
});
