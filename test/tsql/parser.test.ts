import { type Lexeme, lexemesOf } from '../../tsql/lexemes';
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

/** The text with one bracket less, or one option misspelt, for each of them. */
function mutations(text: string): string[] {
  const lexemes = lexemesOf(text);
  const changed = (index: number, instead: string) => lexemes.map((lexeme, at) => (at === index ? instead : lexeme.text)).join('');
  return lexemes.flatMap(({ kind, text: word }, index) => {
    if (kind === 'mark' && '()'.includes(word)) return [changed(index, '')];
    const next = lexemes.slice(index + 1).find((lexeme) => lexeme.kind !== 'space');
    return kind === 'word' && /^[A-Z_]+$/.test(word) && next?.text === '=' ? [changed(index, `${word}X`)] : [];
  });
}

/** What is left of a text without its strings and names. */
function shape(text: string): string {
  const leave = ({ kind, text: word }: Lexeme) => (kind === 'string' || kind === 'name' ? '?' : word);
  return lexemesOf(text).map(leave).join('');
}

const names = [...batches.keys()];
const texts = names.map((name) => batches.get(name)!.map(({ text }) => filled(text)));
const shapes = [...new Map(texts.flat().map((text) => [shape(text), text])).values()];
const mutated = shapes.flatMap(mutations);
const parsed = parseBatches([...texts.flat(), ...Object.values(broken).map(([text]) => text), ...mutated]);

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

test('they refuse every batch in which one bracket is missing or one option has a typing error', () => {
  const first = texts.flat().length + Object.keys(broken).length;
  expect(mutated.length).toBeGreaterThan(400);
  expect(mutated.filter((_, index) => parsed[first + index]!.length === 0)).toEqual([]);
});
