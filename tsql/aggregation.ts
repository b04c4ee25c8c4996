import { ProblemsError, show } from '../environments/problem';
import { type Column, baseType, columnList } from './columns';
import type { Instance } from './instances';
import { type Sql, identifier, join, literal, path, query, sql, written } from './quoting';
import { type PoolTable, shardColumn, shardTable } from './shards';

/** A number per group of rows. */
export type Measure =
  | { readonly measure: 'COUNT'; readonly column?: string; readonly as: string }
  | { readonly measure: 'SUM' | 'AVG' | 'MIN' | 'MAX'; readonly column: string; readonly as: string };

const comparisons = { '=': sql`=`, '<>': sql`<>`, '<': sql`<`, '<=': sql`<=`, '>': sql`>`, '>=': sql`>=`, LIKE: sql`LIKE` } as const;

/** A condition on the rows. */
export type Condition =
  | { readonly column: string; readonly is: Exclude<keyof typeof comparisons, 'LIKE'>; readonly value: string | number }
  | { readonly column: string; readonly is: 'LIKE'; readonly value: string }
  | { readonly column: string; readonly is: 'IN'; readonly values: readonly (string | number)[] }
  | { readonly column: string; readonly is: 'NULL' | 'NOT NULL' };

export interface Aggregation {
  readonly measures: readonly Measure[];

  /** @default - one row for the whole table */
  readonly groupBy?: readonly string[];

  /**
   * Conditions that all have to hold.
   *
   * @default - none
   */
  readonly where?: readonly Condition[];
}

/** How a measure travels: what each shard counts, and what follows from all of them. */
interface Parts {
  readonly remote: readonly Sql[];
  readonly result: Sql;
}

/**
 * The query that lets each shard count its own rows and puts the numbers together.
 *
 * Means travel as sum and count. Distinct values cannot be counted in this way: two shards may hold the same.
 */
export function aggregate(table: PoolTable, shards: readonly Instance[], { measures, groupBy = [], where = [] }: Aggregation): Sql {
  if (measures.length === 0) refuse('measures', measures, 'at least one', 'add one');
  const groups = groupBy.map((name) => ({ name: columnOf(table, name).name }));
  const parts = measures.map((measure, index) => partsOf(table, measure, index));
  const condition =
    where.length === 0
      ? sql``
      : sql` WHERE ${join(
          where.map((one) => conditionText(table, one)),
          ' AND ',
        )}`;
  const grouping = groups.length === 0 ? sql`` : sql` GROUP BY ${columnList(groups)}`;
  const listed = groups.map(({ name }) => identifier(name));
  const remote = sql`SELECT ${join([...listed, ...parts.flatMap((part) => part.remote)])} FROM ${path(table.database, table.schema, shardTable(table))}${condition}${grouping}`;
  const read = table.distribution === 'roundRobin' ? shards : shards.slice(0, 1);
  const branches = read.map(({ name }) => sql`SELECT * FROM OPENQUERY(${identifier(name)}, ${query(remote)})`);
  return sql`SELECT ${join([...listed, ...parts.map(({ result }, index) => sql`${result} AS ${identifier(measures[index]!.as)}`)])}
    FROM (
    ${join(branches, '\nUNION ALL\n')}
    ) AS [parts]${grouping};`;
}

const summable = ['tinyint', 'smallint', 'int', 'integer', 'bigint', 'real', 'float', 'decimal', 'numeric', 'smallmoney', 'money'];

function partsOf(table: PoolTable, measure: Measure, index: number): Parts {
  const part = identifier(`#${index}`);
  const count = identifier(`n#${index}`);
  if (measure.measure === 'COUNT') {
    const counted = measure.column === undefined ? sql`*` : identifier(columnOf(table, measure.column).name);
    return { remote: [sql`COUNT_BIG(${counted}) AS ${part}`], result: sql`SUM(${part})` };
  }
  const column = columnOf(table, measure.column);
  const name = identifier(column.name);
  if (measure.measure === 'MIN') return { remote: [sql`MIN(${name}) AS ${part}`], result: sql`MIN(${part})` };
  if (measure.measure === 'MAX') return { remote: [sql`MAX(${name}) AS ${part}`], result: sql`MAX(${part})` };
  if (!summable.includes(baseType(column.type))) {
    refuse(measure.column, column.type, `${measure.measure} of a number: ${summable.join(', ')}`, 'take COUNT, MIN or MAX');
  }
  const sum = sql`SUM(${widened(column)}) AS ${part}`;
  return measure.measure === 'SUM'
    ? { remote: [sum], result: sql`SUM(${part})` }
    : { remote: [sum, sql`COUNT_BIG(${name}) AS ${count}`], result: sql`SUM(${part}) / NULLIF(SUM(${count}), 0)` };
}

/** Sums of whole numbers leave their type where rows are many. */
function widened({ name, type }: Column): Sql {
  const base = baseType(type);
  if (base === 'bigint') return sql`CONVERT(decimal(38, 0), ${identifier(name)})`;
  return base.endsWith('int') || base === 'integer' ? sql`CONVERT(bigint, ${identifier(name)})` : identifier(name);
}

function conditionText(table: PoolTable, condition: Condition): Sql {
  const name = identifier(columnOf(table, condition.column).name);
  switch (condition.is) {
    case 'NULL':
      return sql`${name} IS NULL`;
    case 'NOT NULL':
      return sql`${name} IS NOT NULL`;
    case 'IN':
      if (condition.values.length === 0) refuse(condition.column, [], 'at least one value', 'add one, or leave the condition out');
      return sql`${name} IN (${join(condition.values.map(value))})`;
    default:
      return Object.hasOwn(comparisons, condition.is)
        ? sql`${name} ${comparisons[condition.is]} ${value(condition.value)}`
        : refuse(condition.column, condition, Object.keys(comparisons).join(', '), 'take one of them');
  }
}

function value(given: string | number): Sql {
  if (typeof given === 'string') return literal(given);
  return Number.isFinite(given) ? written(String(given)) : refuse('number', given, 'a finite number', 'change the number');
}

function columnOf({ columns, distribution, name: table }: PoolTable, name: string): Column {
  if (distribution === 'roundRobin' && name === shardColumn) return { name, type: 'smallint' };
  return (
    columns.find((column) => column.name === name) ??
    refuse(`column of ${table}`, name, columns.map((column) => column.name).join(', '), 'take one of them')
  );
}

function refuse(where: string, given: unknown, allowed: string, fix: string): never {
  throw new ProblemsError([{ path: where, given: show(given), allowed, fix }]);
}
