import type { Batch, Script } from './batch';
import { columnList } from './columns';
import type { Instance } from './instances';
import { type Sql, identifier, join, literal, path, quoted, sql } from './quoting';
import {
  type PoolTable,
  createPoolView,
  createSchema,
  createShardDatabase,
  createShardTable,
  dropShardTable,
  poolView,
  shardTable,
} from './shards';

const schema = 'bdc';
const map = path(schema, 'shard_map');

/** The table in which a database of the master keeps where the rows of its tables are: whoever writes them reads it. */
export function createShardMap(database: string): Batch[] {
  return [
    createSchema(database, schema),
    {
      database,
      text: sql`IF OBJECT_ID(N'[bdc].[shard_map]', N'U') IS NULL
      CREATE TABLE ${map} (
      [schema_name] sysname NOT NULL,
      [table_name] sysname NOT NULL,
      [generation] int NOT NULL,
      [shard_id] smallint NOT NULL,
      [linked_server] sysname NOT NULL,
      [shard_table] sysname NOT NULL,
      [active] bit NOT NULL,
      PRIMARY KEY ([schema_name], [table_name], [generation], [shard_id])
      );`,
    },
  ];
}

/** Notes where the rows of a generation are; `active` is the generation that queries read. */
function noteShards(table: PoolTable, shards: readonly Instance[], active: 0 | 1): Batch {
  const { database, generation = 1 } = table;
  const rows = shards.map(
    ({ name }, shard) =>
      sql`(${literal(table.schema)}, ${literal(table.name)}, ${generation}, ${shard}, ${literal(name)}, ${literal(shardTable(table))}, ${active})`,
  );
  return {
    database,
    text: sql`IF NOT EXISTS (SELECT 1 FROM ${map} WHERE ${isTable(table)} AND [generation] = ${generation})
    INSERT INTO ${map} ([schema_name], [table_name], [generation], [shard_id], [linked_server], [shard_table], [active]) VALUES
    ${join(rows, ',\n')};`,
  };
}

function isTable(table: PoolTable): Sql {
  return sql`[schema_name] = ${literal(table.schema)} AND [table_name] = ${literal(table.name)}`;
}

/** Makes a table of the data pool: on each shard, then as a view in the master. */
export function createPoolTable(table: PoolTable, primary: Instance, shards: readonly Instance[]): Script[] {
  return [
    ...tablesOf(table, shards),
    {
      instance: primary,
      batches: [
        ...createShardMap(table.database),
        createSchema(table.database, table.schema),
        noteShards(table, shards, 1),
        createPoolView(table, shards),
      ],
    },
  ];
}

function tablesOf(table: PoolTable, shards: readonly Instance[]): Script[] {
  return shards.map((instance, shard) => ({
    instance,
    batches: [...createShardDatabase(table.database), createSchema(table.database, table.schema), createShardTable(table, shard)],
  }));
}

/** How a table comes onto other shards while it is read. */
export interface Resharding {
  /** Tables of the next generation. */
  readonly prepare: readonly Script[];

  /** What each old shard holds; whoever runs this writes the rows to the new shards, which the map tells. */
  readonly read: readonly Script[];

  /** From here on queries read the new shards: the view and the map change in one transaction. */
  readonly flip: Script;

  /** Removes what nobody reads any more. */
  readonly clean: readonly Script[];
}

/** Spreads `table` over `shards`; it is on `before` now. */
export function reshard(table: PoolTable, primary: Instance, before: readonly Instance[], shards: readonly Instance[]): Resharding {
  const { database, columns, generation = 1 } = table;
  const next: PoolTable = { ...table, generation: generation + 1 };
  return {
    prepare: [...tablesOf(next, shards), { instance: primary, batches: [noteShards(next, shards, 0)] }],
    read: (table.distribution === 'roundRobin' ? before : before.slice(0, 1)).map((instance) => ({
      instance,
      batches: [{ database, text: sql`SELECT ${columnList(columns)} FROM ${path(table.schema, shardTable(table))};` }],
    })),
    flip: {
      instance: primary,
      batches: [
        {
          database,
          text: sql`SET XACT_ABORT ON;
          BEGIN TRANSACTION;
          EXEC (${quoted(poolView(next, shards))});
          UPDATE ${map} SET [active] = CASE WHEN [generation] = ${generation + 1} THEN 1 ELSE 0 END WHERE ${isTable(table)};
          COMMIT TRANSACTION;`,
        },
      ],
    },
    clean: [
      ...before.map((instance) => ({ instance, batches: [dropShardTable(table)] })),
      {
        instance: primary,
        batches: [{ database, text: sql`DELETE FROM ${map} WHERE ${isTable(table)} AND ${identifier('generation')} <= ${generation};` }],
      },
    ],
  };
}

/** Removes a table of the data pool with all its rows. */
export function dropPoolTable(table: PoolTable, primary: Instance, shards: readonly Instance[]): Script[] {
  const { database, schema: ofTable, name } = table;
  return [
    {
      instance: primary,
      batches: [
        { database, text: sql`DROP VIEW IF EXISTS ${path(ofTable, name)};` },
        { database, text: sql`DELETE FROM ${map} WHERE ${isTable(table)};` },
      ],
    },
    ...shards.map((instance) => ({ instance, batches: [dropShardTable(table)] })),
  ];
}
