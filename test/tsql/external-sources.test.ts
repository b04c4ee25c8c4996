import { createExternalSource } from '../../tsql/external-sources';
import { fill } from '../../tsql/quoting';
import { awkward, sources } from './batches';

const odbc = sources.find(({ kind }) => kind === 'odbc')!;

const locations = sources.map((source) => {
  const made = createExternalSource('sales', '2025', source).map(({ text }) => fill(text, ({ name }) => name));
  return [source.kind, /WITH \(([\s\S]*)\);/.exec(made[1]!)![1]!.replaceAll('\n', ' ')];
});

test('each kind of source has its address, and its options', () => {
  expect(Object.fromEntries(locations)).toEqual({
    oracle: "LOCATION = 'oracle://oracle.acme.example:1521', PUSHDOWN = ON, CREDENTIAL = [orders]",
    teradata: "LOCATION = 'teradata://teradata.acme.example:1025', PUSHDOWN = OFF, CREDENTIAL = [history]",
    sqlserver: `LOCATION = 'sqlserver://sql.acme.example:1433', PUSHDOWN = ON, CREDENTIAL = [${awkward.replaceAll(']', ']]')}]`,
    mongodb: "LOCATION = 'mongodb://mongo.acme.example:27017', CONNECTION_OPTIONS = 'ssl=false', PUSHDOWN = ON, CREDENTIAL = [events]",
    odbc: `LOCATION = 'odbc://odbc.acme.example:10000', CONNECTION_OPTIONS = N'Driver={${awkward.replaceAll("'", "''")}};Use SSL={}}}', PUSHDOWN = ON, CREDENTIAL = [hive]`,
  });
});

test('a keyword of a driver cannot begin another one', () => {
  expect(() => createExternalSource('sales', '2025', { ...odbc, keywords: { 'a=b;c': 'd' } } as typeof odbc)).toThrow('letters, digits');
});

test('odbc has to wait for 2025', () => {
  expect(() => createExternalSource('sales', '2022', odbc)).toThrow('raise sql.version');
});
