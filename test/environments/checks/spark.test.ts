import { checkCluster } from '../../../environments/checks';
import { sparkMebibytes, sparkOverhead } from '../../../environments/spark-memory';
import type { EnvironmentInput } from '../../../environments/schema/environment';
import { clusterOf } from '../cluster';
import { outsideParts, sparkParts, sparkTwice } from '../spark';

function problemsOf(environment: EnvironmentInput) {
  return checkCluster(clusterOf(environment));
}

function pathsOf(environment: EnvironmentInput): string[] {
  return problemsOf(environment).map(({ path }) => path);
}

/** `sparkParts` with other resources; those that are `undefined` are left out. */
function withResources(changes: Record<string, unknown>): EnvironmentInput {
  const resources: object = Object.fromEntries(
    Object.entries({ ...sparkParts.resources, ...changes }).filter(([, value]) => value !== undefined),
  );
  return { ...sparkParts, resources } as EnvironmentInput;
}

test.each([sparkParts, sparkTwice, outsideParts])('$name has no problems', (environment) => {
  expect(problemsOf(environment)).toEqual([]);
});

test.each([
  ['1g', 1024],
  ['1536m', 1536],
  ['1536', 1536],
  ['2048k', 2],
  [' 2GB ', 2048],
  ['1t', 1024 * 1024],
  ['1.5g', undefined],
  ['', undefined],
  ['much', undefined],
])('Spark reads %j as %s MiB', (text, mebibytes) => {
  expect(sparkMebibytes(text)).toBe(mebibytes);
});

test('Spark takes a tenth beside the heap, and 384 MiB at least', () => {
  expect([1024, 3840, 3850, 10240].map(sparkOverhead)).toEqual([384, 384, 385, 1024]);
});

describe('a session', () => {
  /** NodeManagers share out what `sparkMemory` leaves; each setting is of the whole cluster. */
  const session = (settings: Record<string, string>, pool: object = {}) =>
    pathsOf({
      ...withResources({ 'storage-0': { ...sparkParts.resources['storage-0'], ...pool } }),
      settings,
    });
  const driver = 'spark-defaults-conf.spark.driver.';
  const executor = 'spark-defaults-conf.spark.executor.';

  test.each([
    // 4Gi leave 3339 MiB; YARN gives out multiples of 512.
    [{ [`${executor}memory`]: '2688m' }],
    [{ [`${executor}memory`]: '1g', [`${executor}memoryOverhead`]: '2g' }],
    [{ [`${executor}cores`]: '2' }],
    [{ [`${driver}memory`]: '2688m', [`${executor}memory`]: '2688m' }],
    [{ [`${executor}memory`]: '450m' }],
    [{ 'yarn-site.yarn.scheduler.maximum-allocation-mb': '1536' }],
  ])('%j fits two NodeManagers of 4Gi and 2 CPU', (settings) => {
    expect(session(settings)).toEqual([]);
  });

  test.each([
    [{ [`${executor}memory`]: '2689m' }, `settings["${executor}memory"]`],
    [{ [`${executor}memory`]: '1g', [`${executor}memoryOverhead`]: '2049m' }, `settings["${executor}memory"]`],
    [{ [`${executor}memoryOverhead`]: '2049m' }, `settings["${executor}memoryOverhead"]`],
    [{ [`${executor}cores`]: '3' }, `settings["${executor}cores"]`],
    [{ [`${driver}memory`]: '3g' }, `settings["${driver}memory"]`],
    [{ [`${executor}memory`]: '449m' }, `settings["${executor}memory"]`],
    [{ [`${executor}memory`]: '1.5g' }, `settings["${executor}memory"]`],
    [{ [`${driver}cores`]: 'two' }, `settings["${driver}cores"]`],
    [{ [`${executor}cores`]: '0' }, `settings["${executor}cores"]`],
    [{ 'yarn-site.yarn.scheduler.minimum-allocation-mb': '1g' }, 'settings["yarn-site.yarn.scheduler.minimum-allocation-mb"]'],
    [{ 'yarn-site.yarn.nodemanager.resource.cpu-vcores': '1.5' }, 'settings["yarn-site.yarn.nodemanager.resource.cpu-vcores"]'],
  ])('%j does not', (settings, path) => {
    expect(session(settings)).toEqual([path]);
  });

  test('fits one container of YARN', () => {
    const settings = { 'yarn-site.yarn.scheduler.maximum-allocation-vcores': '1', [`${executor}cores`]: '2' };
    expect(problemsOf({ ...sparkParts, settings })).toEqual([
      {
        path: `settings["${executor}cores"]`,
        given: '"2"',
        allowed: 'what lets the executor of an application fit one container of YARN: it takes 2 vcores, and there are 1',
        fix: 'let the executor take less, or raise yarn-site.yarn.scheduler.maximum-allocation-vcores',
      },
    ]);
    const most = 'yarn-site.yarn.scheduler.maximum-allocation-mb';
    expect(session({ [most]: '1024' })).toEqual([`settings["${most}"]`, `settings["${most}"]`]);
  });

  test('finds room for an executor beside its driver', () => {
    const one = { replicas: 1 };
    expect(session({}, { ...one, sparkMemory: '3802Mi' })).toEqual([]);
    expect(session({}, { ...one, sparkMemory: '3801Mi' })).toEqual(['resources.storage-0.sparkMemory']);
    expect(session({}, { ...one, sparkCpu: '1' })).toEqual(['resources.storage-0.sparkCpu']);
    expect(session({}, { sparkMemory: '2113Mi', sparkCpu: '1' })).toEqual([]);
    expect(session({ [`${executor}memory`]: '2g' }, one)).toEqual([`settings["${executor}memory"]`]);
  });

  test('is nothing to ask where Livy starts none', () => {
    const environment = withResources({ sparkhead: { ...sparkParts.resources.sparkhead, includeLivy: false } });
    expect(pathsOf({ ...environment, settings: { [`${executor}memory`]: '99g' } })).toEqual([]);
  });
});

describe('heaps of the head', () => {
  test.each([
    ['historyMemory', '511Mi', ['resources.sparkhead.historyMemory']],
    ['historyMemory', '512Mi', []],
    ['metastoreMemory', '511Mi', ['resources.sparkhead.metastoreMemory']],
    ['livyMemory', '128Mi', []],
  ])('%s of %s', (field, memory, paths) => {
    expect(pathsOf(withResources({ sparkhead: { ...sparkParts.resources.sparkhead, [field]: memory } }))).toEqual(paths);
  });

  test.each([
    ['768m', []],
    ['769m', ['settings["spark-env.SPARK_DAEMON_MEMORY"]', 'settings["spark-env.SPARK_DAEMON_MEMORY"]']],
    ['all', ['settings["spark-env.SPARK_DAEMON_MEMORY"]', 'settings["spark-env.SPARK_DAEMON_MEMORY"]']],
  ])('%s fits 1Gi or is told', (heap, paths) => {
    expect(pathsOf({ ...sparkParts, settings: { 'spark-env.SPARK_DAEMON_MEMORY': heap } })).toEqual(paths);
  });
});

describe('the database', () => {
  test('is needed by a metastore that was asked for, and by MLflow', () => {
    expect(pathsOf(withResources({ database: undefined, mlflow: undefined }))).toEqual([]);
    const wanted = { ...sparkParts.resources.sparkhead, includeMetastore: true };
    expect(problemsOf(withResources({ database: undefined, mlflow: undefined, sparkhead: wanted }))).toEqual([
      {
        path: 'resources.database',
        given: 'nothing',
        allowed: 'a database for the Hive metastore, or includeMetastore: false',
        fix: 'add database, or name a PostgreSQL that is there already in databaseServer',
      },
    ]);
    expect(pathsOf(withResources({ database: undefined }))).toEqual(['resources.database']);
  });

  test('is there once', () => {
    expect(pathsOf({ ...sparkParts, databaseServer: outsideParts.databaseServer })).toEqual(['databaseServer']);
  });

  test('outside has logins that nobody here can make', () => {
    const { secrets: _, ...undecided } = outsideParts;
    expect(problemsOf(undecided)).toEqual([
      {
        path: 'secrets.database-metastore',
        given: 'nothing',
        allowed:
          'from: existing or from: externalSecret, with the keys username and password: nobody here makes logins in postgres.acme.example',
        fix: 'make the login and its database there, put it into a Secret, and name that in secrets',
      },
    ]);
    expect(pathsOf({ ...undecided, secrets: { 'database-metastore': { from: 'generated' } } })).toEqual(['secrets.database-metastore']);
    expect(pathsOf({ ...undecided, secrets: { 'database-metastore': { from: 'externalSecret', store: 'vault', key: 'hive' } } })).toEqual(
      [],
    );
  });
});

describe('MLflow and notebooks', () => {
  const { resources } = sparkParts;
  const gateway = { cpu: '500m', memory: '1Gi' };
  const notebooks = { cpu: '250m', memory: '1Gi' };
  const objectStore = { endpoint: 'https://s3.acme.example', bucket: 'models', credentials: 'keys' } as const;

  test('MLflow needs a store for its files', () => {
    const alone: EnvironmentInput = { ...sparkParts, resources: { database: resources.database, mlflow: resources.mlflow } };
    expect(pathsOf(alone)).toEqual(['objectStore']);
    expect(pathsOf({ ...alone, objectStore })).toEqual([]);
  });

  test('there is one tracking server', () => {
    expect(pathsOf({ ...sparkParts, trackingServer: outsideParts.trackingServer })).toEqual(['trackingServer']);
  });

  test('notebooks need the gateway, and sessions behind it', () => {
    expect(pathsOf(withResources({ gateway, notebooks }))).toEqual([]);
    expect(pathsOf(withResources({ notebooks }))).toEqual(['resources.gateway']);
    expect(pathsOf(withResources({ gateway, notebooks, sparkhead: { ...resources.sparkhead, includeLivy: false } }))).toEqual([
      'resources.sparkhead.includeLivy',
    ]);
    const storage = { ...resources['storage-0'], includeSpark: false };
    expect(pathsOf(withResources({ gateway, notebooks, sparkhead: undefined, 'storage-0': storage }))).toEqual(['resources.sparkhead']);
  });
});

test.each([
  'spark-defaults-conf.spark.master',
  'spark-defaults-conf.spark.yarn.jars',
  'spark-defaults-conf.spark.sql.catalogImplementation',
  'spark-history-server-conf.spark.history.fs.logDirectory',
  'livy-conf.livy.server.recovery.mode',
  'livy-conf.livy.rsc.launcher.port.range',
  'hive-site.hive.metastore.uris',
  'hive-site.datanucleus.schema.autoCreateAll',
  'core-site.hadoop.proxyuser.livy.hosts',
])('%s is decided by the program', (name) => {
  expect(pathsOf({ ...sparkParts, settings: { [name]: 'x' } })).toEqual([`settings["${name}"]`]);
});
