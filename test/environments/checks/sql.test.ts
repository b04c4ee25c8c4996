import { checkCluster } from '../../../environments/checks';
import type { EnvironmentInput } from '../../../environments/schema/environment';
import { parseEnvironment } from '../../../environments/schema/parse';
import { poolTypeOf } from '../../../environments/schema/resources';
import { editions } from '../../../environments/schema/sql';
import { clusterOf } from '../cluster';
import { allParts, sqlAlone } from '../sql';

type Changes = { [Field in keyof EnvironmentInput]?: unknown };

/** Problems of `sqlAlone` with `changes` on top. */
function problemsOf(changes: Changes) {
  return checkCluster(clusterOf({ ...sqlAlone, ...changes } as EnvironmentInput));
}

const pathsOf = (changes: Changes) => problemsOf(changes).map(({ path }) => path);

const { master } = sqlAlone.resources;

const withMaster = (changes: object) => ({ resources: { ...sqlAlone.resources, master: { ...master, ...changes } } });

test.each([sqlAlone, allParts])('$name has no problems', (environment) => {
  expect(checkCluster(clusterOf(environment))).toEqual([]);
});

describe('parts', () => {
  test('a pool needs a master', () => {
    const { 'data-0': pool } = sqlAlone.resources;
    expect(problemsOf({ resources: { 'data-0': pool } })).toEqual([
      {
        path: 'resources.master',
        given: 'nothing',
        allowed: 'a master, through which data-0 are queried',
        fix: 'add master, or remove SQL Server from the others',
      },
    ]);
  });

  test('a master needs version, edition and image', () => {
    expect(pathsOf({ sql: undefined, images: {} })).toEqual(['sql', 'images.sqlServer']);
  });

  test('SQL Server beside the DataNodes needs a master too', () => {
    const { 'storage-0': storage, 'nmnode-0': nameNode, zookeeper } = allParts.resources;
    const resources = { 'nmnode-0': nameNode, zookeeper, 'storage-0': { ...storage, includeSpark: false } };
    expect(pathsOf({ resources })).toEqual(['resources.master']);
  });

  test('the licence is accepted by nobody but the user', () => {
    expect(problemsOf({ acceptEula: undefined })).toEqual([
      expect.objectContaining({ severity: 'warning', path: 'acceptEula', given: 'false' }),
    ]);
  });
});

describe('an availability group', () => {
  test.each([
    [{ replicas: 1 }, []],
    [{ replicas: 3 }, []],
    [{ replicas: 2, configurationOnly: 1 }, []],
    [{ replicas: 2 }, ['resources.master.replicas']],
    [{ replicas: 1, configurationOnly: 1 }, ['resources.master.configurationOnly']],
    [{ replicas: 3, configurationOnly: 1 }, ['resources.master.configurationOnly']],
  ])('%j: %j', (changes, paths) => {
    expect(pathsOf(withMaster(changes))).toEqual(paths);
  });

  const forming = new Set(['Enterprise', 'EnterpriseCore', 'EnterpriseDeveloper', 'Developer', 'Evaluation']);

  test.each(Object.entries(editions).flatMap(([version, names]) => names.map((edition) => ({ version, edition }))))(
    'is formed by some editions: $version $edition',
    (sql) => {
      expect(pathsOf({ ...withMaster({ replicas: 3 }), sql })).toEqual(forming.has(sql.edition) ? [] : ['sql.edition']);
      expect(pathsOf({ sql })).toEqual([]);
    },
  );
});

test.each([
  ['2022', 'EnterpriseDeveloper'],
  ['2025', 'Developer'],
  ['2025', 'Web'],
])('%s has no edition %s', (version, edition) => {
  const parsed = parseEnvironment({ ...sqlAlone, sql: { version, edition } });
  expect(parsed).toEqual({
    problems: [expect.objectContaining({ path: 'sql.edition', given: `"${edition}"`, allowed: expect.stringContaining('"Express"') })],
  });
});

describe('memory', () => {
  test('starts SQL Server from 2 GiB on', () => {
    expect(pathsOf(withMaster({ memory: '2047Mi' }))).toEqual(['resources.master.memory']);
    expect(pathsOf(withMaster({ memory: '2Gi' }))).toEqual([]);
  });

  test('is that of SQL Server, not of the DataNode beside it', () => {
    const resources = { ...allParts.resources, 'storage-0': { ...allParts.resources['storage-0'], sqlMemory: '1Gi' } };
    expect(pathsOf({ resources })).toEqual(['resources.storage-0.sqlMemory']);
  });

  test.each(['8192', '0', 'much', '1.5'])('is not limited to %s', (limit) => {
    expect(pathsOf(withMaster({ settings: { 'mssql.memory.memoryLimitMb': limit } }))).toEqual([
      'resources.master.settings["mssql.memory.memoryLimitMb"]',
    ]);
  });
});

describe('settings', () => {
  test.each([
    'mssql.sqlagent.enabled',
    'mssql.language.lcid',
    'mssql.telemetry.userRequestedLocalAuditDirectory',
    'mssql.traceflag.traceflag0',
  ])('%s can be set', (name) => {
    expect(pathsOf({ settings: { [name]: '1' } })).toEqual([]);
  });

  test.each([
    'mssql.hadr.hadrenabled',
    'mssql.network.tlsCert',
    'mssql.filelocation.defaultdatadir',
    'mssql.licensing.pid',
    'mssql.collation',
  ])('%s is the program’s alone', (name) => {
    expect(pathsOf({ services: { sql: { settings: { [name]: '1' } } } })).toEqual([`services.sql.settings["${name}"]`]);
  });

  test('that SQL Server does not know are told, with the one that was meant', () => {
    expect(problemsOf({ settings: { 'mssql.sqlagent.enable': 'true', 'mssql.maxServerMemory': '1' } })).toEqual([
      expect.objectContaining({ path: 'settings["mssql.sqlagent.enable"]', fix: 'use mssql.sqlagent.enabled' }),
      expect.objectContaining({ path: 'settings["mssql.maxServerMemory"]', fix: expect.stringContaining('sp_configure') }),
    ]);
  });

  test('depend on the version', () => {
    const settings = { 'mssql.network.forcestrict': '1' };
    expect(pathsOf({ settings })).toEqual([]);
    expect(pathsOf({ settings, sql: { version: '2022', edition: 'Developer' } })).toEqual(['settings["mssql.network.forcestrict"]']);
  });

  test('have one line', () => {
    expect(pathsOf({ settings: { 'mssql.sqlagent.databasemailprofile': 'a\n[hadr]' } })).toEqual([
      'settings["mssql.sqlagent.databasemailprofile"]',
    ]);
  });
});

describe('external sources', () => {
  const problemsWith = (version: string, source: string, polyBase: boolean) =>
    pathsOf({
      sql: { version, edition: 'Evaluation', externalSources: [source] },
      images: { sqlServer: { ...sqlAlone.images.sqlServer, polyBase } },
    });
  const needsPolyBase = ['images.sqlServer.polyBase'];
  const needsVersion = ['sql.externalSources[0]'];

  test.each([
    ['2025', 's3', [], []],
    ['2022', 's3', needsPolyBase, []],
    ['2019', 's3', needsVersion, needsVersion],
    ['2025', 'oracle', needsPolyBase, []],
    ['2019', 'mongodb', needsPolyBase, []],
    ['2022', 'sqlserver', needsPolyBase, []],
    ['2025', 'odbc', needsPolyBase, []],
    ['2022', 'odbc', needsVersion, needsVersion],
  ])('%s and %s: %j without PolyBase, %j with it', (version, source, without, withIt) => {
    expect([problemsWith(version, source, false), problemsWith(version, source, true)]).toEqual([without, withIt]);
  });
});

describe('scripts inside of SQL Server', () => {
  const scripts = withMaster({ machineLearning: true });
  const image = { repository: 'registry.acme.example/mssql/own', machineLearning: true };

  test('need an image that has their languages', () => {
    expect(pathsOf(scripts)).toEqual(['images.sqlServer.machineLearning']);
    expect(pathsOf({ ...scripts, images: { sqlServer: image } })).toEqual([]);
  });

  test('need a platform that admits root', () => {
    expect(pathsOf({ ...scripts, images: { sqlServer: image }, platform: { kind: 'openshift' } })).toEqual([
      'resources.master.machineLearning',
    ]);
  });
});

test('a source has one of three forms', () => {
  const parsed = parseEnvironment({ ...sqlAlone, secrets: { 'sql-sa': { from: 'keyring' } } });
  expect(parsed).toEqual({ problems: [expect.objectContaining({ allowed: expect.stringContaining('from: existing with a name') })] });
});

/** SQL Server names an instance after its host, and availability groups know 15 letters of it. */
test('the longest name of a pod with SQL Server has 15 letters', () => {
  const longest = { Compute: 60, Data: 60, Storage: 1000 };
  for (const [type, replicas] of Object.entries(longest)) {
    const [name, next] = [`${type.toLowerCase()}-999`, `${type.toLowerCase()}-1000`];
    expect([poolTypeOf(name), poolTypeOf(next)]).toEqual([type, undefined]);
    expect(`${name}-${replicas - 1}`.length).toBeLessThanOrEqual(15);
    const resources = { [name]: { type, replicas: replicas + 1, cpu: '1', memory: '4Gi' } };
    expect(parseEnvironment({ ...sqlAlone, resources })).toEqual({
      problems: [expect.objectContaining({ path: `resources.${name}.replicas`, allowed: `at most ${replicas}` })],
    });
  }
});
