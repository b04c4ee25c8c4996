import { batches, filled } from './batches';
import { parseBatches } from './parser/parse-batches';

/** Batches with an error each, and the line that it is in. */
const broken: Readonly<Record<string, readonly [string, number]>> = {
  'an option of the group with a typing error': [
    "CREATE AVAILABILITY GROUP [ag] WITH (CLUSTER_TYP = EXTERNAL)\nFOR REPLICA ON N'a' WITH (ENDPOINT_URL = N'tcp://a:5022', AVAILABILITY_MODE = SYNCHRONOUS_COMMIT, FAILOVER_MODE = EXTERNAL);",
    1,
  ],
  'a value that the option of the group has not': ['SELECT 1;\nALTER AVAILABILITY GROUP [ag] JOIN WITH (CLUSTER_TYPE = EXTERN);', 2],
  'another option where the lease is renewed': ['ALTER AVAILABILITY GROUP [ag] SET (WRITE_LEASE_VALIDTY = 20);', 1],
  'a bracket that is not opened': ['CREATE TABLE [t]\n[a] int);', 2],
  'a bracket that is not closed': ['SELECT 1\nFROM (SELECT 1 AS [a]', 2],
  'a word with a typing error': ['SELECT 1;\nSELEC [a] FROM [t];', 2],
  'a comma too many': ['SELECT [a],\nFROM [t];', 2],
  'a literal that is not closed': ["CREATE LOGIN [a] WITH PASSWORD = N'it's';", 1],
  'an option of a data source with a typing error': [
    "CREATE EXTERNAL DATA SOURCE [s] WITH (\nLOCATON = 'oracle://a:1521', PUSHDOWN = ON, CREDENTIAL = [c]);",
    2,
  ],
  'columns of files without a type': [
    "SELECT * FROM OPENROWSET(BULK '/a', DATA_SOURCE = 'hdfs', FORMAT = 'PARQUET')\nWITH ([a] int, [b]) AS [r];",
    2,
  ],
  'a format that files do not have': ["SELECT * FROM OPENROWSET(BULK '/a', DATA_SOURCE = 'hdfs', FORMAT = 'PARQET') AS [r];", 1],
  'a library without its language': ["CREATE EXTERNAL LIBRARY [s]\nFROM (CONTENT = N'/a') WITH (LANGUAGE);", 1],
  'an option of a language with a typing error': ["CREATE EXTERNAL LANGUAGE [Java]\nFROM (CONTENT = N'/a', FILENAME = N'b');", 2],
  'a language from nowhere': ["CREATE EXTERNAL LANGUAGE [Java]\n(CONTENT = N'/a');", 2],
  'an export without a location': [
    "CREATE EXTERNAL TABLE [dbo].[t]\nWITH (LOCATION '/a', DATA_SOURCE = [hdfs], FILE_FORMAT = [parquet]) AS SELECT 1 AS [a];",
    2,
  ],
  'an export of nothing': [
    "CREATE EXTERNAL TABLE [dbo].[t] WITH (LOCATION = '/a', DATA_SOURCE = [hdfs], FILE_FORMAT = [parquet]) AS SELECT FROM [t];",
    1,
  ],
  'the data pool of old': ['CREATE EXTERNAL TABLE [t] ([a] int) WITH (DATA_SOURCE = SqlDataPool, DISTRIBUTION = ROUND_ROBIN);', 1],
  'an error in what is executed': ["SELECT 1;\nEXEC (N'CREATE SCHEMA [a');", 2],
  'an error in what another server is asked': ["SELECT * FROM OPENQUERY([data-0-0], 'SELECT [a], FROM [t]');", 1],
};

const names = [...batches.keys()];
const texts = names.map((name) => batches.get(name)!.map(({ text }) => filled(text)));
const parsed = parseBatches([...texts.flat(), ...Object.values(broken).map(([text]) => text)]);

test.each(names.filter((_, index) => texts[index]!.length > 0))("Microsoft's parsers take every batch: %s", (name) => {
  const index = names.indexOf(name);
  const first = texts.slice(0, index).flat().length;
  const wrong = texts[index]!.flatMap((text, at) => (parsed[first + at]!.length > 0 ? [{ text, problems: parsed[first + at] }] : []));
  expect(wrong).toEqual([]);
});

test('the environments with SQL Server have batches', () => expect(texts.filter((list) => list.length > 20).length).toBeGreaterThan(8));

test.each(Object.keys(broken))('they refuse %s', (name) => {
  const index = Object.keys(broken).indexOf(name);
  const problems = parsed[texts.flat().length + index]!;
  expect(problems.map(({ line }) => line)).toContain(broken[name]![1]);
});
