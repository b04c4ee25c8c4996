import { clusterOf } from '../environments/cluster';
import { allParts, sqlAlone } from '../environments/sql';
import { lexemesOf } from '../../tsql/lexemes';
import { translate } from '../../tsql/translate';
import { parseBatches } from './parser/parse-batches';

const cluster = clusterOf(allParts);
const translated = (text: string, database: string | undefined = 'sales', on = cluster) => translate(on, text, 'old.sql', database);

/** What the original's samples say, and a part of what takes its place. */
const rewritten: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'the data source of the data pool': [
    "CREATE EXTERNAL DATA SOURCE SqlDataPool WITH (LOCATION = 'sqldatapool://controller-svc/default');",
    ["PRINT N'SqlDataPool: the shards"],
  ],
  'the data source of the compute pool': [
    "CREATE EXTERNAL DATA SOURCE SqlComputePool\nWITH (LOCATION='sqlcomputepool://controller-svc/default')",
    ["PRINT N'SqlComputePool: the pods"],
  ],
  'the data source of the storage pool': [
    "IF NOT EXISTS (SELECT * FROM sys.external_data_sources WHERE name = 'SqlStoragePool')\n  CREATE EXTERNAL DATA SOURCE SqlStoragePool WITH (LOCATION = 'sqlhdfs://controller-svc/default');",
    [
      'CREATE EXTERNAL DATA SOURCE [SqlStoragePool]',
      "''s3://s3-svc.all-parts.svc.cluster.local:9443/''",
      'CREATE MASTER KEY',
      '$(S3_SQL_ACCESS_KEY):$(S3_SQL_SECRET_KEY)',
    ],
  ],
  'HDFS of the cluster': [
    "create external data source HadoopData with (TYPE=HADOOP, LOCATION='hdfs://nmnode-0-svc:9000/clicks', RESOURCE_MANAGER_LOCATION='sparkhead-svc:8032');",
    ['CREATE EXTERNAL DATA SOURCE [HadoopData]', ":9443/clicks''"],
  ],
  'a table of the data pool': [
    'CREATE EXTERNAL TABLE [web_clicks] ("user sk" BIGINT NOT NULL, [it\'s] [decimal](10, 2) NULL, page VARCHAR(MAX) COLLATE Latin1_General_BIN2)\nWITH (DATA_SOURCE = SqlDataPool, DISTRIBUTION = ROUND_ROBIN);',
    [
      'CREATE DATABASE [sales]',
      "[user sk] bigint NOT NULL,\n[it''''s] decimal(10, 2) NULL,\n[page] varchar(max) COLLATE Latin1_General_BIN2 NULL,",
      'CHECK ([shard_id] = 1)',
      'AT [data-0-1];',
      'FROM [data-0-0].[sales].[dbo].[web_clicks]\nUNION ALL\n',
      "N''web_clicks'', 1, 1, N''data-0-1''",
    ],
  ],
  'a small table of the data pool, with its own source': [
    "CREATE EXTERNAL DATA SOURCE MyPool WITH (LOCATION = 'sqldatapool://controller-svc/default');\nGO\nCREATE EXTERNAL TABLE other.dim.[items] (id INT) WITH (DATA_SOURCE = [MyPool], DISTRIBUTION = REPLICATED);",
    ['CREATE OR ALTER VIEW [dim].[items] AS\nSELECT [id] FROM [data-0-0].[other].[dim].[items];'],
  ],
  'statements on every shard': [
    "EXECUTE ('CREATE USER [ann] FOR LOGIN [ann]; PRINT ''hello''') AT DATA_SOURCE SqlDataPool;",
    ["EXEC (N'EXEC [sales].[sys].[sp_executesql] N''CREATE USER [ann] FOR LOGIN [ann]; PRINT ''''hello'''''';') AT [data-0-1];"],
  ],
  'a variable on every shard': [
    "DECLARE @s nvarchar(max) = N'SELECT 1';\nEXEC (@s) AT DATA_SOURCE SqlDataPool",
    ["EXEC (N'EXEC [sales].[sys].[sp_executesql] ?;', @s) AT [data-0-0];"],
  ],
  'the end of a table': [
    'CREATE EXTERNAL TABLE t (a INT) WITH (DATA_SOURCE = SqlDataPool);\nDROP EXTERNAL TABLE DBO.[T];\nDROP EXTERNAL DATA SOURCE SqlDataPool;',
    ['DROP VIEW IF EXISTS [dbo].[t];', "DROP TABLE IF EXISTS [dbo].[t];'';') AT [data-0-1];", "PRINT N'SqlDataPool: linked servers"],
  ],
};

test.each(Object.entries(rewritten))('%s', (_, [original, parts]) => {
  const { text, problems } = translated(original);
  expect(problems).toEqual([]);
  for (const part of parts) expect(text).toContain(part);
  // It is of today then: translated once more, it stays.
  expect(translated(text)).toEqual({ text, problems: [], translated: [] });
});

test("Microsoft's parsers take all that is rewritten", () => {
  const batches = Object.values(rewritten).flatMap(([original]) => translated(original).text.split(/^GO$/m));
  expect(parseBatches(batches).flat()).toEqual([]);
});

const unchanged = `-- CREATE EXTERNAL DATA SOURCE SqlDataPool WITH (LOCATION = 'sqldatapool://a/b')
USE [sales]\r
GO
/* EXECUTE ('x') AT DATA_SOURCE SqlDataPool /* nested */ GO
GO
*/
CREATE EXTERNAL DATA SOURCE [orders] WITH (LOCATION = 'oracle://db:1521', PUSHDOWN = ON, CREDENTIAL = [c]);
CREATE EXTERNAL TABLE [o] ([a] INT) WITH (LOCATION = 'XE.S.O', DATA_SOURCE = [orders]);
CREATE EXTERNAL TABLE [clicks] (a INT) WITH (DATA_SOURCE = SqlStoragePool, LOCATION = '/clicks', FILE_FORMAT = csv_file);
CREATE EXTERNAL FILE FORMAT csv_file WITH (FORMAT_TYPE = DELIMITEDTEXT, FORMAT_OPTIONS (FIELD_TERMINATOR = ','));
EXEC ('SELECT 1') AT DATA_SOURCE orders;
EXEC ('SELECT 1') AT [data-0-0];
INSERT INTO [t] SELECT 'it''s "so"', [a]]b], "c""d" FROM [clicks]
go 3
DROP EXTERNAL TABLE [o]; MERGE`;

test('everything else passes, letter by letter', () => {
  expect(translated(unchanged)).toEqual({ text: unchanged, problems: [], translated: [] });
});

test.each([
  [
    'rows written through the view',
    'CREATE EXTERNAL TABLE t (a INT) WITH (DATA_SOURCE = SqlDataPool);\nGO\nINSERT INTO dbo.t SELECT 1;',
    3,
    'with Spark',
  ],
  ['rows deleted through the view', 'CREATE EXTERNAL TABLE t (a INT) WITH (DATA_SOURCE = SqlDataPool);\nDELETE t;', 2, 'on each shard'],
  ['HDFS elsewhere', "\nCREATE EXTERNAL DATA SOURCE h WITH (TYPE = HADOOP, LOCATION = 'hdfs://10.0.0.1:8020');", 2, 'mount'],
  [
    'blobs in the old way',
    "CREATE EXTERNAL DATA SOURCE h WITH (TYPE = HADOOP, LOCATION = 'wasbs://c@a.blob.core.windows.net');",
    1,
    'write LOCATION',
  ],
  ['files of Hive', 'CREATE EXTERNAL FILE FORMAT f WITH (FORMAT_TYPE = ORC);', 1, 'parquet'],
  [
    'an option that the data pool has not',
    "CREATE EXTERNAL TABLE t (a INT)\nWITH (DATA_SOURCE = SqlDataPool, LOCATION = '/a');",
    1,
    'leave the others out',
  ],
  [
    'statistics of a view',
    'CREATE EXTERNAL TABLE t (a INT) WITH (DATA_SOURCE = SqlDataPool);\nCREATE STATISTICS s ON dbo.t (a);',
    2,
    'make their own',
  ],
  [
    'another distribution',
    'CREATE EXTERNAL TABLE t (a INT) WITH (DATA_SOURCE = SqlDataPool, DISTRIBUTION = SHARDED(a));',
    1,
    'spread by the writer',
  ],
  ['a type that columnstores do not hold', 'CREATE EXTERNAL TABLE t (\na XML) WITH (DATA_SOURCE = SqlDataPool);', 1, 'columnstores'],
  ['a column without a type', 'CREATE EXTERNAL TABLE t (a) WITH (DATA_SOURCE = SqlDataPool);', 1, 'correct the column'],
  ['a text that is put together', "EXEC ('a' + @b) AT DATA_SOURCE SqlDataPool;", 1, 'into a variable'],
  ['the storage pool as a place for statements', "EXEC ('a') AT DATA_SOURCE SqlStoragePool;", 1, 'compute-0'],
  ['a view of the original', 'SELECT 1;\n\nSELECT * FROM sys.dm_db_data_pool_nodes;', 3, 'shard_map'],
  ['a source within a string', "EXEC (N'\nCREATE EXTERNAL DATA SOURCE s WITH (LOCATION = ''sqlhdfs://c/d'')');", 1, 'out of the string'],
])('the reason is told: %s', (_, original, line, fix) => {
  const { text, problems } = translated(original);
  expect(problems).toMatchObject([{ path: `old.sql:${line}`, fix: expect.stringContaining(fix) }]);
  const comment = `/* not translated: ${problems[0]!.fix} */ `;
  expect(text.split(comment)).toHaveLength(2);
  // The statement itself stays, behind it.
  expect(original).toContain(text.slice(text.indexOf(comment) + comment.length));
});

test('a cluster without the part is told', () => {
  const table = 'CREATE EXTERNAL TABLE t (a INT) WITH (DATA_SOURCE = SqlDataPool);';
  const source = "CREATE EXTERNAL DATA SOURCE s WITH (LOCATION = 'sqlhdfs://c/d');";
  const small = clusterOf({ ...sqlAlone, resources: { master: sqlAlone.resources.master } });
  expect(translated(`${table}\n${source}`, 'sales', small).problems).toMatchObject([
    { path: 'old.sql:1', allowed: 'a cluster with a data pool' },
    { path: 'old.sql:2', allowed: expect.stringContaining('a cluster with HDFS') },
  ]);
});

test('the database is that of USE, or has to be given', () => {
  const table = 'CREATE EXTERNAL TABLE t (a INT) WITH (DATA_SOURCE = SqlDataPool);';
  expect(translate(cluster, table, 'old.sql').problems).toMatchObject([{ fix: expect.stringContaining('--database') }]);
  expect(translate(cluster, `USE [it's]\nGO\n${table}`, 'old.sql').text).toContain("[data-0-0].[it''s].[dbo].[t]");
});

test.each(["SELECT 'a", 'SELECT [a', '/* a /* b */'])('a text that does not end is refused: %s', (text) => {
  expect(() => translated(`\n${text}`)).toThrow('old.sql:2');
});

test('lexemes are the text again, each in its line', () => {
  expect(
    lexemesOf(unchanged)
      .map(({ text }) => text)
      .join(''),
  ).toBe(unchanged);
  const lines = unchanged.split('\n');
  for (const { text, line } of lexemesOf(unchanged).filter(({ kind }) => kind !== 'space')) {
    expect(lines[line - 1]).toContain(text.split('\n')[0]);
  }
  expect(
    lexemesOf(unchanged)
      .filter(({ kind }) => kind === 'go')
      .map(({ text, line }) => [text.trim(), line]),
  ).toEqual([
    ['GO', 3],
    ['go 3', 14],
  ]);
});
