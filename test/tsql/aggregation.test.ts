import { aggregate, type Aggregation } from '../../tsql/aggregation';
import { fill } from '../../tsql/quoting';
import type { PoolTable } from '../../tsql/shards';
import { clicks, shards } from './batches';

const text = (aggregation: Aggregation, table: PoolTable = clicks) => fill(aggregate(table, shards, aggregation), () => '');

test('each shard counts its rows, and the master puts the numbers together', () => {
  expect(
    text({
      groupBy: ['user_id'],
      measures: [
        { measure: 'COUNT', as: 'clicks' },
        { measure: 'AVG', column: 'price', as: 'mean' },
      ],
      where: [{ column: 'page', is: '=', value: "it's" }],
    }),
  ).toBe(`SELECT [user_id], SUM([#0]) AS [clicks], SUM([#1]) / NULLIF(SUM([n#1]), 0) AS [mean]
FROM (
${shards
  .map(
    ({ name }) =>
      `SELECT * FROM OPENQUERY([${name}], 'SELECT [user_id], COUNT_BIG(*) AS [#0], SUM([price]) AS [#1], COUNT_BIG([price]) AS [n#1] FROM [sales].[dbo].[web_clicks] WHERE [page] = N''it''''s'' GROUP BY [user_id]')`,
  )
  .join('\nUNION ALL\n')}
) AS [parts] GROUP BY [user_id];`);
});

test.each([
  ['COUNT of a column counts what is there', { measure: 'COUNT', column: 'price', as: 'x' }, 'COUNT_BIG([price]) AS [#0]', 'SUM([#0])'],
  ['MIN', { measure: 'MIN', column: 'at', as: 'x' }, 'MIN([at]) AS [#0]', 'MIN([#0])'],
  ['MAX', { measure: 'MAX', column: 'page', as: 'x' }, 'MAX([page]) AS [#0]', 'MAX([#0])'],
  [
    'SUM of whole numbers does not overflow',
    { measure: 'SUM', column: 'user_id', as: 'x' },
    'SUM(CONVERT(bigint, [user_id])) AS [#0]',
    'SUM([#0])',
  ],
  ['nor of large ones', { measure: 'SUM', column: 'click_id', as: 'x' }, 'SUM(CONVERT(decimal(38, 0), [click_id])) AS [#0]', 'SUM([#0])'],
] as const)('%s', (_, measure, remote, result) => {
  const made = text({ measures: [measure] });
  expect(made).toContain(`'SELECT ${remote} FROM [sales].[dbo].[web_clicks]'`);
  expect(made).toMatch(new RegExp(`^SELECT ${result.replaceAll(/[()[\]]/g, '\\$&')} AS \\[x\\]\\n`));
});

test('a shard is asked for a part by its number', () => {
  expect(text({ measures: [{ measure: 'COUNT', as: 'n' }], where: [{ column: 'shard_id', is: '=', value: 1 }] })).toContain(
    'WHERE [shard_id] = 1',
  );
});

test('of a table that is the same everywhere one shard is asked', () => {
  const made = text({ measures: [{ measure: 'COUNT', as: 'n' }] }, { ...clicks, distribution: 'replicated' });
  expect(made.match(/OPENQUERY/g)).toHaveLength(1);
});

test.each<[string, Aggregation, string]>([
  ['no measure', { measures: [] }, 'at least one'],
  ['a column that is not there', { measures: [{ measure: 'COUNT', as: 'n' }], groupBy: ['users'] }, 'click_id, user_id'],
  ['the mean of a text', { measures: [{ measure: 'AVG', column: 'page', as: 'n' }] }, 'AVG of a number'],
  ['no values', { measures: [{ measure: 'COUNT', as: 'n' }], where: [{ column: 'page', is: 'IN', values: [] }] }, 'at least one value'],
  [
    'a number without end',
    { measures: [{ measure: 'COUNT', as: 'n' }], where: [{ column: 'page', is: '=', value: Number.NaN }] },
    'finite',
  ],
  // What is given as JSON has no types.
  [
    'T-SQL as an operator',
    { measures: [{ measure: 'COUNT', as: 'n' }], where: [{ column: 'page', is: '= 1 OR 1 =' as '=', value: 1 }] },
    'LIKE',
  ],
  ['T-SQL as a measure', { measures: [{ measure: 'DROP' as 'SUM', column: 'page', as: 'n' }] }, 'of a number'],
])('%s is refused', (_, aggregation, message) => {
  expect(() => text(aggregation)).toThrow(message);
});
