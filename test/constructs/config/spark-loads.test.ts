import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { hiveMetastore } from '../../../constructs/processes/hive-metastore';
import { livy } from '../../../constructs/processes/livy';
import { sparkHistory } from '../../../constructs/processes/spark-history';
import type { ConfigFile } from '../../../constructs/config/config-file';
import type { Process } from '../../../constructs/workload/process';
import type { EnvironmentInput } from '../../../environments/schema/environment';
import { clusterOf } from '../../environments/cluster';
import { outsideParts, sparkParts, sparkTwice } from '../../environments/spark';

const root = resolve(__dirname, '../../..');

/** Settings that every escape of every file form has to survive. */
const awkward = `a "b" 'c' <d> & e \\ f = g : h # i ! j ü`;

const settings = {
  'spark-defaults-conf.spark.driver.extraJavaOptions': awkward,
  'spark-defaults-conf.spark.executor.memory': '1536m',
  'spark-history-server-conf.spark.history.fs.cleaner.maxAge': '1d',
  'hive-site.hive.exec.default.partition.name': awkward,
  'livy-conf.livy.server.session.timeout': '30m',
  'spark-env.SPARK_DAEMON_MEMORY': '300m',
};

const environments: Readonly<Record<string, Partial<EnvironmentInput>>> = {
  one: sparkParts,
  two: { ...sparkTwice, settings },
  outside: outsideParts,
  bare: {
    ...outsideParts,
    resources: {
      ...outsideParts.resources,
      sparkhead: { ...outsideParts.resources.sparkhead, includeHistory: false, includeMetastore: false },
    },
  },
  kerberos: { ...sparkParts, security: 'kerberos', realm: { kind: 'internal', name: 'ACME.EXAMPLE' } },
};

/** Files of Livy, the history server and the metastore, by `environment.process` and name. */
const files = new Map<string, readonly ConfigFile[]>(
  Object.entries(environments).flatMap(([name, environment]) => {
    const cluster = clusterOf(environment);
    const { includeHistory } = cluster.spark!.head;
    const processes = [livy, ...(includeHistory ? [sparkHistory] : []), ...(cluster.spark!.hasMetastore ? [hiveMetastore] : [])].map(
      (process): Process => process(cluster, cluster.hdfs!, cluster.spark!),
    );
    return processes.map((process) => [`${name}.${process.name}`, process.config!.files] as const);
  }),
);

/** What Spark's and Hive's own classes make of them. */
let understood: Record<string, any>;
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'bdc-spark-configuration-'));
  for (const [name, list] of files) {
    mkdirSync(join(directory, name));
    for (const file of list) writeFileSync(join(directory, name, file.name), file.content);
  }
  const [spark, hadoop] = ['spark/test-configuration', 'hadoop'].map((folder) =>
    execFileSync(join(root, 'images/fetch'), [folder], { encoding: 'utf8' }).trim(),
  );
  const variables = { DATABASE_USERNAME: 'hive', DATABASE_PASSWORD: 'secret' };
  const output = execFileSync(
    'java',
    [
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      '-cp',
      `${spark}/jars/*:${hadoop}/jars/*`,
      join(__dirname, 'LoadSparkConfiguration.java'),
      ...[...files.keys()].map((name) => join(directory, name)),
    ],
    { encoding: 'utf8', stdio: 'pipe', env: { ...process.env, ...variables, POD_NAME: 'sparkhead-0', POD_HOST: 'sparkhead-0.here' } },
  );
  understood = JSON.parse(output);
}, 600_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A generated file as text. */
function text(name: string, file: string): string {
  return files.get(name)!.find((candidate) => candidate.name === file)!.content;
}

/** Lines of a properties file. */
function lines(name: string, file: string): string[] {
  return text(name, file).trim().split('\n');
}

const defaults = (environment: string) => understood[`${environment}.livy`]['spark-defaults.conf'].values;
const history = (environment: string) => understood[`${environment}.spark-history`]['spark-history-server.conf'];
const metastore = (environment: string) => understood[`${environment}.hive-metastore`]['hive-site.xml'];
const hiveClient = (environment: string) => understood[`${environment}.livy`]['hive-site.xml'];

test('spark-defaults.conf', () => {
  expect(defaults('one')).toEqual({
    'spark.authenticate': 'true',
    'spark.blockManager.port': '0',
    'spark.decommission.enabled': 'true',
    'spark.driver.cores': '1',
    'spark.driver.memory': '1024',
    'spark.driver.port': '0',
    'spark.dynamicAllocation.enabled': 'true',
    'spark.dynamicAllocation.shuffleTracking.enabled': 'true',
    'spark.eventLog.dir': 'hdfs://spark-parts/spark-events',
    'spark.eventLog.enabled': 'true',
    'spark.executor.cores': '1',
    'spark.executor.memory': '1024',
    'spark.executorEnv.MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD': 'false',
    'spark.executorEnv.MLFLOW_TRACKING_SERVER_CERT_PATH': '/var/run/secrets/trust/ca.crt',
    'spark.executorEnv.MLFLOW_TRACKING_URI': 'https://mlflow-svc.spark-parts.svc.cluster.local:5000',
    'spark.master': 'yarn',
    'spark.network.crypto.enabled': 'true',
    'spark.pyspark.python': '/usr/bin/python3',
    'spark.shuffle.service.enabled': 'false',
    'spark.sql.catalogImplementation': 'hive',
    'spark.sql.session.timeZone': 'UTC',
    'spark.sql.warehouse.dir': 'hdfs://spark-parts/user/hive/warehouse',
    'spark.storage.decommission.enabled': 'true',
    'spark.storage.decommission.rddBlocks.enabled': 'true',
    'spark.storage.decommission.shuffleBlocks.enabled': 'true',
    'spark.submit.deployMode': 'cluster',
    'spark.yarn.appMasterEnv.MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD': 'false',
    'spark.yarn.appMasterEnv.MLFLOW_TRACKING_SERVER_CERT_PATH': '/var/run/secrets/trust/ca.crt',
    'spark.yarn.appMasterEnv.MLFLOW_TRACKING_URI': 'https://mlflow-svc.spark-parts.svc.cluster.local:5000',
    'spark.yarn.historyServer.address': 'https://sparkhead-svc.spark-parts.svc.cluster.local:18480',
    'spark.yarn.jars': expect.stringContaining('local:/opt/spark/jars/*'),
  });
});

test('spark-defaults.conf takes settings over, and the tracking server outside', () => {
  expect(defaults('two')).toMatchObject({ 'spark.executor.memory': '1536', 'spark.driver.extraJavaOptions': awkward });
  expect(defaults('outside')).toMatchObject({
    'spark.yarn.appMasterEnv.MLFLOW_TRACKING_URI': 'https://mlflow.acme.example',
    'spark.executorEnv.MLFLOW_TRACKING_SERVER_CERT_PATH': '/etc/ssl/certs/ca-certificates.crt',
  });
  expect(text('outside.livy', 'spark-defaults.conf')).not.toContain('corporate-mlflow');
});

test('spark-defaults.conf without a history server and a metastore: no log, and tables that end with the session', () => {
  expect(defaults('bare')).toMatchObject({ 'spark.eventLog.enabled': 'false', 'spark.sql.catalogImplementation': 'in-memory' });
  expect(Object.keys(defaults('bare')).filter((key) => /eventLog\.dir|historyServer/.test(key))).toEqual([]);
  expect(hiveClient('bare')).toBeUndefined();
});

test('spark-history-server.conf: logs of seven days, and pages that the door alone may call', () => {
  expect(history('one').values).toMatchObject({
    'spark.history.fs.logDirectory': 'hdfs://spark-parts/spark-events',
    'spark.history.fs.cleaner.enabled': 'true',
    'spark.history.fs.cleaner.maxAge': String(7 * 24 * 3600),
    'spark.history.ui.port': '18080',
  });
  expect(lines('one.spark-history', 'history-door.conf')).toEqual([
    'door.port=18480',
    'door.server=http://127.0.0.1:18080',
    'door.superusers=',
  ]);
  expect(history('two').values['spark.history.fs.cleaner.maxAge']).toBe(String(24 * 3600));
});

test('every property is one of Spark, apart from variables and two that Spark reads by name', () => {
  const unknown = [...files.keys()].flatMap((name) => Object.values(understood[name]).flatMap((file: any) => file.unknown ?? []));
  const named = /^spark\.(executorEnv\.|yarn\.appMasterEnv\.|master$|network\.crypto\.enabled$)/;
  expect(unknown.length).toBeGreaterThan(0);
  expect(unknown.filter((key) => !named.test(key))).toEqual([]);
});

test('hive-site.xml of the metastore: the login comes from its Secret', () => {
  expect(metastore('one')).toEqual({
    'datanucleus.schema.autoCreateAll': 'false',
    'hive.metastore.execute.setugi': 'true',
    'hive.metastore.schema.verification': 'true',
    'hive.metastore.warehouse.dir': 'hdfs://spark-parts/user/hive/warehouse',
    'javax.jdo.option.ConnectionDriverName': 'org.postgresql.Driver',
    'javax.jdo.option.ConnectionUserName': 'hive',
    'javax.jdo.option.ConnectionPassword': 'secret',
    'javax.jdo.option.ConnectionURL':
      'jdbc:postgresql://database-svc.spark-parts.svc.cluster.local:5432/metastore?sslmode=verify-full&sslrootcert=/var/run/secrets/trust/ca.crt',
  });
  expect(metastore('outside')['javax.jdo.option.ConnectionURL']).toBe(
    'jdbc:postgresql://postgres.acme.example:6432/metastore?sslmode=verify-full&sslrootcert=/etc/ssl/certs/ca-certificates.crt',
  );
  expect(metastore('two')['hive.exec.default.partition.name']).toBe(awkward);
});

test('hive-site.xml of sessions names every metastore, and nothing of the database', () => {
  expect(hiveClient('two')).toEqual({
    'hive.exec.default.partition.name': awkward,
    'hive.metastore.execute.setugi': 'true',
    'hive.metastore.uris': [0, 1].map((n) => `thrift://sparkhead-${n}.sparkhead-svc.spark-twice.svc.cluster.local:9083`).join(','),
  });
});

test('every property of hive-site.xml is one of Hive 2.3', () => {
  const keys = [...files.keys()].flatMap((name) => Object.keys(understood[name]['hive-site.xml'] ?? {}));
  expect(understood.hiveKeys.length).toBeGreaterThan(500);
  expect(keys.filter((key) => !understood.hiveKeys.includes(key))).toEqual([]);
});

test('livy.conf: sessions survive Livy, in HDFS or in ZooKeeper', () => {
  expect(lines('one.livy', 'livy.conf')).toEqual([
    'livy.impersonation.enabled=true',
    'livy.rsc.launcher.port.range=8997~8997',
    'livy.rsc.rpc.server.address=sparkhead-0.sparkhead-svc.spark-parts.svc.cluster.local',
    'livy.server.port=8998',
    'livy.server.recovery.mode=recovery',
    'livy.server.recovery.state-store=filesystem',
    'livy.server.recovery.state-store.url=hdfs://spark-parts/livy',
    'livy.server.session.state-retain.sec=600s',
    'livy.server.session.timeout=2h',
    'livy.spark.deploy-mode=cluster',
    'livy.spark.master=yarn',
    'livy.superusers=sparkhead-svc.spark-parts.svc.cluster.local',
  ]);
  const quorum = [0, 1, 2].map((n) => `zookeeper-${n}.zookeeper-svc.spark-twice.svc.cluster.local:2181`).join(',');
  expect(lines('two.livy', 'livy.conf')).toEqual(
    expect.arrayContaining([
      'livy.server.recovery.state-store=zookeeper',
      `livy.server.recovery.state-store.url=${quorum}`,
      'livy.server.session.timeout=30m',
    ]),
  );
});

test('spark-env.sh: a heap for Java processes, none for Livy', () => {
  const heap = (name: string) => /SPARK_DAEMON_MEMORY='(.*)'/.exec(text(name, 'spark-env.sh'))?.[1];
  expect(['one.spark-history', 'one.hive-metastore', 'one.livy', 'two.hive-metastore'].map(heap)).toEqual([
    '768m',
    '768m',
    undefined,
    '300m',
  ]);
  expect(text('one.livy', 'spark-env.sh')).toContain("SPARK_SUBMIT_OPTS='-Djava.security.properties=/etc/spark/security.properties ");
});

test('with a realm everybody has a name and a keytab, and without one nothing speaks of it', () => {
  const keytab = '/var/run/secrets/keytab/sparkhead-0.keytab';
  expect(history('kerberos').values).toMatchObject({
    'spark.history.kerberos.enabled': 'true',
    'spark.history.kerberos.principal': 'sph/sparkhead-0.here@ACME.EXAMPLE',
    'spark.history.kerberos.keytab': keytab,
  });
  expect(metastore('kerberos')).toMatchObject({
    'hive.metastore.sasl.enabled': 'true',
    'hive.metastore.kerberos.principal': 'hive/sparkhead-0.here@ACME.EXAMPLE',
    'hive.metastore.kerberos.keytab.file': keytab,
  });
  expect(hiveClient('kerberos')).toMatchObject({
    'hive.metastore.sasl.enabled': 'true',
    'hive.metastore.kerberos.principal': 'hive/_HOST@ACME.EXAMPLE',
  });
  expect(lines('kerberos.livy', 'livy.conf')).toEqual(
    expect.arrayContaining([
      'livy.server.launch.kerberos.principal=livy/${env:POD_HOST}@ACME.EXAMPLE',
      'livy.server.launch.kerberos.keytab=/var/run/secrets/keytab/${env:POD_NAME}.keytab',
    ]),
  );
  const own = new Set(['livy.conf', 'hive-site.xml', 'spark-defaults.conf', 'spark-history-server.conf']);
  const without = [...files].filter(([name]) => !name.startsWith('kerberos')).flatMap(([, list]) => list);
  expect(without.filter(({ name, content }) => own.has(name) && /kerberos|keytab|sasl/.test(content))).toEqual([]);
});
