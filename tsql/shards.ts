import { type Batch, inMaster } from './batch';
import { type Column, columnDefinition, columnList } from './columns';
import type { Instance } from './instances';
import { poolLogin } from './linked-servers';
import { createReader } from './logins';
import { type Sql, identifier, join, literal, path, quoted, sql } from './quoting';

/** A table whose rows are in the data pool. */
export interface PoolTable {
  readonly database: string;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly Column[];

  /**
   * Columns that tell one row from another.
   *
   * @default - none
   */
  readonly key?: readonly string[];

  /** Whether each shard holds a part of the rows, or all of them: small tables that others are joined with. */
  readonly distribution: 'roundRobin' | 'replicated';

  /**
   * How often the table has been spread anew; each time makes other tables on the shards.
   *
   * @default 1
   */
  readonly generation?: number;
}

/** Column that holds the number of the shard; by its CHECK SQL Server leaves out shards that a query does not ask for. */
export const shardColumn = 'shard_id';

/** Name of the table on the shards. */
export function shardTable({ name, generation = 1 }: PoolTable): string {
  return generation === 1 ? name : `${name}__g${generation}`;
}

/** The name of the table on `shard`, as other instances say it. */
export function remotePath(table: PoolTable, { name }: Instance): Sql {
  return path(name, table.database, table.schema, shardTable(table));
}

/** The database of a shard: what it holds can be loaded again, so its log keeps nothing; readers never wait for writers. */
export function createShardDatabase(database: string): Batch[] {
  const name = identifier(database);
  return [
    inMaster(sql`IF DB_ID(${literal(database)}) IS NULL
      BEGIN
      CREATE DATABASE ${name};
      ALTER DATABASE ${name} SET RECOVERY SIMPLE;
      ALTER DATABASE ${name} SET READ_COMMITTED_SNAPSHOT ON;
      END;`),
    createReader(database, poolLogin),
  ];
}

/** The schema, since tables are made in one that is there. */
export function createSchema(database: string, schema: string): Batch {
  return {
    database,
    text: sql`IF SCHEMA_ID(${literal(schema)}) IS NULL EXEC (${quoted(sql`CREATE SCHEMA ${identifier(schema)};`)});`,
  };
}

/** The table on shard number `shard`. */
export function createShardTable(table: PoolTable, shard: number): Batch {
  const { database, schema, columns, key = [], distribution } = table;
  const name = path(schema, shardTable(table));
  const number =
    distribution === 'roundRobin'
      ? [sql`${identifier(shardColumn)} smallint NOT NULL DEFAULT (${shard}) CHECK (${identifier(shardColumn)} = ${shard})`]
      : [];
  const keys = [...(distribution === 'roundRobin' ? [shardColumn] : []), ...key].map((column) => ({ name: column }));
  const members = [
    ...number,
    ...columns.map((column) => columnDefinition(key.includes(column.name) ? { ...column, nullable: false } : column)),
    ...(key.length > 0 ? [sql`PRIMARY KEY NONCLUSTERED (${columnList(keys)})`] : []),
    sql`INDEX [rows] CLUSTERED COLUMNSTORE`,
  ];
  return {
    database,
    text: sql`IF OBJECT_ID(${objectName(table)}, N'U') IS NULL
    CREATE TABLE ${name} (
    ${join(members, ',\n')}
    );`,
  };
}

/** Removes the table from a shard. */
export function dropShardTable(table: PoolTable): Batch {
  return { database: table.database, text: sql`DROP TABLE IF EXISTS ${path(table.schema, shardTable(table))};` };
}

/** The name of the table as text, quoted as a name and as text. */
function objectName(table: PoolTable): Sql {
  return quoted(path(table.schema, shardTable(table)));
}

/**
 * The table as queries name it: all shards, or one of them for a table that is the same everywhere.
 *
 * It is read alone: several shards cannot be written in one transaction.
 */
export function poolView(table: PoolTable, shards: readonly Instance[]): Sql {
  const { schema, name, columns, distribution } = table;
  const listed = columnList(distribution === 'roundRobin' ? [{ name: shardColumn }, ...columns] : columns);
  const read = distribution === 'roundRobin' ? shards : shards.slice(0, 1);
  const selects = read.map((shard) => sql`SELECT ${listed} FROM ${remotePath(table, shard)}`);
  return sql`CREATE OR ALTER VIEW ${path(schema, name)} AS
    ${join(selects, '\nUNION ALL\n')};`;
}

/** Makes that view. */
export function createPoolView(table: PoolTable, shards: readonly Instance[]): Batch {
  return { database: table.database, text: poolView(table, shards) };
}
