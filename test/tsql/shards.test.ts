import type { Script } from '../../tsql/batch';
import { fill } from '../../tsql/quoting';
import { createPoolTable, dropPoolTable, reshard } from '../../tsql/shard-map';
import type { Instance } from '../../tsql/instances';
import { clicks, shards } from './batches';

const primary: Instance = { name: 'primary', host: 'master-p-svc', port: 1433 };
const third: Instance = { name: 'data-0-2', host: 'data-0-2.data-0-svc', port: 1433 };

/** What each instance runs, as one text. */
function texts(scripts: readonly Script[]): Record<string, string> {
  return Object.fromEntries(
    scripts.map(({ instance, batches }) => [
      instance.name,
      batches.map(({ database, text }) => `-- ${database}\n${fill(text, ({ name }) => name)}`).join('\n'),
    ]),
  );
}

test('every shard takes rows with its number alone, and the view reads all of them', () => {
  const made = texts(createPoolTable(clicks, primary, shards));
  expect(Object.keys(made)).toEqual(['data-0-0', 'data-0-1', 'primary']);
  expect(made['data-0-1']).toContain(`CREATE TABLE [dbo].[web_clicks] (
[shard_id] smallint NOT NULL DEFAULT (1) CHECK ([shard_id] = 1),
[click_id] bigint NOT NULL,
[user_id] int NULL,`);
  expect(made['data-0-1']).toContain('PRIMARY KEY NONCLUSTERED ([shard_id], [click_id]),\nINDEX [rows] CLUSTERED COLUMNSTORE');
  expect(made.primary).toContain(`CREATE OR ALTER VIEW [dbo].[web_clicks] AS
SELECT [shard_id], [click_id], [user_id], [price], [page], [at] FROM [data-0-0].[sales].[dbo].[web_clicks]
UNION ALL
SELECT [shard_id], [click_id], [user_id], [price], [page], [at] FROM [data-0-1].[sales].[dbo].[web_clicks];`);
  expect(made.primary).toContain("(N'dbo', N'web_clicks', 1, 1, N'data-0-1', N'web_clicks', 1)");
});

test('readers of a shard see how its tables are made, or no shard is left out of a query', () => {
  expect(texts(createPoolTable(clicks, primary, shards))['data-0-0']).toContain('GRANT VIEW DEFINITION TO [SQL_POOL_USERNAME]');
});

test('a small table is the same everywhere, without numbers of shards, and one shard is read', () => {
  const made = texts(createPoolTable({ ...clicks, distribution: 'replicated' }, primary, shards));
  expect(made['data-0-1']).not.toContain('shard_id');
  expect(made.primary).toContain('AS\nSELECT [click_id], [user_id], [price], [page], [at] FROM [data-0-0].[sales].[dbo].[web_clicks];');
});

test('more shards are other tables, which are read once all rows are there', () => {
  const { prepare, read, flip, clean } = reshard(clicks, primary, shards, [...shards, third]);
  expect(Object.keys(texts(prepare))).toEqual(['data-0-0', 'data-0-1', 'data-0-2', 'primary']);
  expect(texts(prepare)['data-0-2']).toContain('CREATE TABLE [dbo].[web_clicks__g2] (\n[shard_id] smallint NOT NULL DEFAULT (2)');
  expect(texts(prepare).primary).toContain("N'web_clicks', 2, 2, N'data-0-2', N'web_clicks__g2', 0)");
  expect(texts(prepare).primary).not.toContain('VIEW');
  expect(texts(read)).toEqual({
    'data-0-0': '-- sales\nSELECT [click_id], [user_id], [price], [page], [at] FROM [dbo].[web_clicks];',
    'data-0-1': '-- sales\nSELECT [click_id], [user_id], [price], [page], [at] FROM [dbo].[web_clicks];',
  });
  expect(texts([flip]).primary).toMatch(
    /BEGIN TRANSACTION;\nEXEC \(N'CREATE OR ALTER VIEW [\s\S]*\[data-0-2\][\s\S]*UPDATE [\s\S]*COMMIT TRANSACTION;$/,
  );
  expect(texts(clean)).toMatchObject({
    'data-0-0': '-- sales\nDROP TABLE IF EXISTS [dbo].[web_clicks];',
    primary: expect.stringContaining('[generation] <= 1;'),
  });
  expect(texts(reshard({ ...clicks, generation: 2 }, primary, shards, [third]).prepare)['data-0-2']).toContain('[web_clicks__g3]');
});

test('a table goes with its view, its shards and its place in the map', () => {
  const made = texts(dropPoolTable(clicks, primary, shards));
  expect(made).toMatchObject({ 'data-0-0': expect.stringContaining('DROP TABLE'), 'data-0-1': expect.stringContaining('DROP TABLE') });
  expect(made.primary).toMatch(/DROP VIEW IF EXISTS \[dbo\]\.\[web_clicks\];[\s\S]*DELETE FROM \[bdc\]\.\[shard_map\]/);
});

test('a name that is too long with its generation is refused', () => {
  expect(() => reshard({ ...clicks, name: 'a'.repeat(126) }, primary, shards, shards)).toThrow('between 1 and 128');
});

test.each(['xml', 'text', 'int; DROP TABLE a', 'decimal(1,2,3)', 'int(4)', 'varchar(max) COLLATE a', '', 'constructor'])(
  '%j is no type of a column',
  (type) => {
    expect(() => createPoolTable({ ...clicks, columns: [{ name: 'a', type }], key: [] }, primary, shards)).toThrow(
      'columnstores hold no others',
    );
  },
);

test.each(['', 'a b', 'a;b', 'a]'])('%j is no collation', (collation) => {
  expect(() => createPoolTable({ ...clicks, columns: [{ name: 'a', type: 'int', collation }], key: [] }, primary, shards)).toThrow(
    'the name of a collation',
  );
});
