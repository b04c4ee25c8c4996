import { environments } from '../../environments';
import { clusterOf } from '../environments/cluster';
import { allParts, sqlAlone } from '../environments/sql';
import { type Cluster, resolveCluster } from '../../environments/resolve-cluster';
import { parseEnvironment } from '../../environments/schema/parse';
import { aggregate } from '../../tsql/aggregation';
import { auditSchema } from '../../tsql/audit';
import * as group from '../../tsql/availability-group';
import { baseline, createDatabase } from '../../tsql/baseline';
import type { Batch, Script } from '../../tsql/batch';
import { admitGroup } from '../../tsql/directory-groups';
import * as encryption from '../../tsql/encryption';
import { tellCertificate } from '../../tsql/endpoint';
import { type ExternalSource, createExternalSource, createExternalTable } from '../../tsql/external-sources';
import { instancesOf, primaryOf } from '../../tsql/instances';
import { grantScripts } from '../../tsql/languages';
import { dropLinkedServer } from '../../tsql/linked-servers';
import { createFileFormat, createFileTable, createFileView, exportFiles } from '../../tsql/object-store';
import { type Sql, type Variable, fill, secret, sql } from '../../tsql/quoting';
import { type Scorer, type ScorerFiles, createScorer, installScorer, storeModel } from '../../tsql/scoring';
import { createPoolTable, reshard } from '../../tsql/shard-map';
import type { PoolTable } from '../../tsql/shards';

/** A name, and a password, that end every literal and name that does not quote them. */
export const awkward = `it's "so" ]]; --ü`;

/** A text whose variables have values that are as bad as they can be. */
export function filled(text: Sql): string {
  const binary = /^(CERTIFICATE_|ENCRYPTION_)/;
  return fill(text, ({ name }: Variable) => (binary.test(name) ? '0x3082AB' : awkward));
}

/** A cluster of every part, with a domain. */
export const cluster = clusterOf({
  ...allParts,
  security: 'kerberos',
  realm: {
    kind: 'activeDirectory',
    ouDistinguishedName: 'OU=bdc,DC=contoso,DC=local',
    dnsIpAddresses: ['10.0.0.10'],
    domainControllerFullyQualifiedDns: ['dc1.contoso.local'],
    domainDnsName: 'contoso.local',
    clusterAdmins: ["bdc's admins"],
    clusterUsers: ['bdc users'],
  },
});

const server = cluster.sql!;
export const shards = instancesOf(cluster, server.dataPools);
const availabilityGroup = server.availabilityGroup!;
const primary = primaryOf(cluster);

/** A table of every type that a columnstore holds. */
export const clicks: PoolTable = {
  database: 'sales',
  schema: 'dbo',
  name: 'web_clicks',
  columns: [
    { name: 'click_id', type: 'bigint' },
    { name: 'user_id', type: 'INT' },
    { name: 'price', type: 'decimal(18, 2)' },
    { name: 'page', type: 'nvarchar(max)', collation: 'Latin1_General_100_BIN2_UTF8' },
    { name: 'at', type: 'datetime2(3)', nullable: false },
  ],
  key: ['click_id'],
  distribution: 'roundRobin',
};

const strange: PoolTable = {
  database: awkward,
  schema: awkward,
  name: awkward,
  columns: [{ name: awkward, type: 'float' }],
  distribution: 'replicated',
  generation: 3,
};

const login = { username: secret('elsewhere', 'username'), password: secret('elsewhere', 'password') };

export const sources: ExternalSource[] = [
  { kind: 'oracle', name: 'orders', host: 'oracle.acme.example', port: 1521, ...login },
  { kind: 'teradata', name: 'history', host: 'teradata.acme.example', port: 1025, pushDown: false, ...login },
  { kind: 'sqlserver', name: awkward, host: 'sql.acme.example', port: 1433, ...login },
  { kind: 'mongodb', name: 'events', host: 'mongo.acme.example', port: 27017, tls: false, ...login },
  { kind: 'odbc', name: 'hive', host: 'odbc.acme.example', port: 10000, driver: awkward, keywords: { 'Use SSL': '}' }, ...login },
];

const files = { database: 'sales', schema: 'dbo', columns: clicks.columns, location: '/clicks/2025', store: 'hdfs' };

const scorerFiles: ScorerFiles = {
  extension: '/opt/java-extension/java-lang-extension.tar.gz',
  extensionFile: 'libJavaExtension.so.1.0',
  javaHome: '/opt/java-extension/jre',
  sdk: '/opt/java-extension/mssql-java-lang-extension.jar',
  scorer: '/opt/java-extension/onnx-scorer.jar',
};

export const scoreHouses: Scorer = {
  database: 'sales',
  schema: 'dbo',
  name: 'score_houses',
  model: 'housing',
  rows: { schema: 'dbo', name: 'houses' },
  keys: [{ name: 'id', type: 'bigint' }],
  features: ['crim', 'zn', 'indus', 'chas', 'nox', 'rm', 'age', 'dis', 'rad', 'tax', 'ptratio', 'b', 'lstat'],
};

/** All that scores houses, as docs/in-database-scoring.md shows it. */
export const scoring: readonly Batch[] = [
  ...installScorer('sales', scorerFiles),
  storeModel('sales', 'housing', '/tmp/gradient-boosted-trees.onnx'),
  createScorer(scoreHouses),
  grantScripts('sales', 'analysts'),
];

/** One of everything that is made on demand, by what makes it. */
const onDemand: Readonly<Record<string, readonly (Batch | Script)[]>> = {
  'a table of the data pool': [...createPoolTable(clicks, primary, shards), ...createPoolTable(strange, primary, shards)],
  'a table on other shards': [clicks, strange].flatMap((table) => {
    const { prepare, read, flip, clean } = reshard(table, primary, shards, shards.slice(1));
    return [...prepare, ...read, flip, ...clean];
  }),
  aggregation: [
    aggregate(clicks, shards, {
      groupBy: ['user_id', 'page'],
      measures: [
        { measure: 'COUNT', as: 'clicks' },
        { measure: 'AVG', column: 'price', as: 'mean' },
        { measure: 'SUM', column: 'user_id', as: awkward },
        { measure: 'MIN', column: 'at', as: 'first' },
        { measure: 'MAX', column: 'at', as: 'last' },
      ],
      where: [
        { column: 'page', is: 'LIKE', value: awkward },
        { column: 'user_id', is: 'IN', values: [1, 2.5, 1e30, "'"] },
        { column: 'at', is: '>=', value: '2025-01-01' },
        { column: 'price', is: 'NOT NULL' },
        { column: 'shard_id', is: '=', value: 1 },
      ],
    }),
    aggregate(strange, shards, { measures: [{ measure: 'AVG', column: awkward, as: 'mean' }] }),
  ].map((text) => ({ database: 'sales', text })),
  'a database of users': createDatabase(cluster, server, awkward),
  'availability group': [
    group.requireSecondaries(availabilityGroup),
    group.renewWriteLease(availabilityGroup, new Date('2026-01-31T12:00:00.500Z')),
    group.failOver(availabilityGroup),
    group.failOverWithLoss(availabilityGroup),
    group.resume(awkward),
    group.goOffline(availabilityGroup),
    group.becomeSecondary(availabilityGroup),
    group.readState(availabilityGroup),
    group.readSequence(availabilityGroup),
    tellCertificate,
    dropLinkedServer(awkward),
  ],
  'files of HDFS': [
    createFileFormat('sales', 'parquet', { kind: 'parquet' }),
    createFileFormat('sales', 'delta', { kind: 'delta' }),
    createFileFormat('sales', awkward, { kind: 'csv', fieldTerminator: "'", firstRow: 2 }),
    createFileTable({ ...files, name: awkward, location: `/${awkward}` }, 'parquet'),
    createFileView({ ...files, name: 'clicks_delta' }, { kind: 'delta' }),
    createFileView({ ...files, name: awkward, location: `/${awkward}/*.csv` }, { kind: 'csv', firstRow: 2 }),
    exportFiles({ ...files, name: 'written' }, 'parquet', sql`SELECT [user_id] FROM [dbo].[web_clicks];`),
  ],
  'external sources': [
    ...sources.flatMap((source) => createExternalSource('sales', '2025', source)),
    createExternalTable({
      database: 'sales',
      schema: 'dbo',
      name: awkward,
      columns: clicks.columns,
      source: 'orders',
      location: `XE.${awkward}`,
    }),
  ],
  'groups of the domain': (['reader', 'writer', 'owner'] as const).flatMap((access) =>
    cluster.realm?.kind === 'activeDirectory' ? admitGroup(cluster.realm, 'bdc users', awkward, access) : [],
  ),
  'audit of a schema': [auditSchema('sales', 'dbo')],
  encryption: [
    encryption.createEncryptionCertificate(),
    encryption.tellEncryptionCertificate(),
    encryption.takeEncryptionCertificate(),
    ...encryption.encryptDatabase(awkward),
  ],
  'machine learning': [
    ...scoring,
    ...installScorer(awkward, { ...scorerFiles, scorer: `/opt/libraries/${awkward}.jar` }),
    storeModel(awkward, awkward, `/tmp/${awkward}.onnx`),
    createScorer({
      ...scoreHouses,
      name: awkward,
      model: awkward,
      rows: { schema: awkward, name: awkward },
      keys: [{ name: awkward, type: 'nvarchar(20)' }],
      features: [`${awkward}2`],
      threads: 4,
    }),
    grantScripts('sales', awkward),
  ],
};

const builtIn: [string, Cluster][] = Object.entries(environments).map(([name, input]) => {
  const parsed = parseEnvironment(input);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return [name, resolveCluster(parsed.environment)];
});

const clusters: [string, Cluster][] = [
  ...builtIn,
  ['every part, with a domain', cluster],
  [
    'SQL Server 2019 with PolyBase',
    clusterOf({
      ...sqlAlone,
      sql: { version: '2019', edition: 'Developer' },
      images: { sqlServer: { ...sqlAlone.images.sqlServer, polyBase: true } },
    }),
  ],
];

/** Every batch that this program makes, by the environment or the concern. */
export const batches: ReadonlyMap<string, readonly Batch[]> = new Map([
  ...clusters.map(([name, made]) => [name, baseline(made).flatMap((script) => script.batches)] as const),
  ...Object.entries(onDemand).map(([name, made]) => [name, made.flatMap((one) => ('batches' in one ? one.batches : one))] as const),
]);
