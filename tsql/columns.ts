import { ProblemsError, show } from '../environments/problem';
import { type Sql, identifier, join, sql, written } from './quoting';

/** A column of a table. */
export interface Column {
  readonly name: string;

  /** Type of SQL Server, such as `bigint`, `decimal(18, 2)` or `nvarchar(100)`. */
  readonly type: string;

  /**
   * Whether it may hold nothing.
   *
   * @default true
   */
  readonly nullable?: boolean;

  /**
   * Collation of its text.
   *
   * @default - that of the database
   */
  readonly collation?: string;
}

/** Types that columnstores hold, with the highest number of arguments. */
const types: Readonly<Record<string, 0 | 1 | 2>> = {
  bit: 0,
  tinyint: 0,
  smallint: 0,
  int: 0,
  integer: 0,
  bigint: 0,
  real: 0,
  float: 1,
  decimal: 2,
  numeric: 2,
  smallmoney: 0,
  money: 0,
  date: 0,
  time: 1,
  smalldatetime: 0,
  datetime: 0,
  datetime2: 1,
  datetimeoffset: 1,
  char: 1,
  varchar: 1,
  nchar: 1,
  nvarchar: 1,
  binary: 1,
  varbinary: 1,
  uniqueidentifier: 0,
};

/** The name of a type without its arguments. */
export function baseType(type: string): string {
  return type.split('(')[0]!.trim().toLowerCase();
}

/** `[name] type COLLATE … NOT NULL` */
export function columnDefinition({ name, type, nullable = true, collation }: Column): Sql {
  return sql`${identifier(name)} ${dataType(type)}${collate(collation)}${written(nullable ? ' NULL' : ' NOT NULL')}`;
}

/** `[name] type`, as `WITH` of `OPENROWSET` takes it. */
export function columnWithType({ name, type, collation }: Column): Sql {
  return sql`${identifier(name)} ${dataType(type)}${collate(collation)}`;
}

/** Names of columns, with commas between them. */
export function columnList(columns: readonly Pick<Column, 'name'>[]): Sql {
  return join(columns.map(({ name }) => identifier(name)));
}

function collate(collation: string | undefined): Sql {
  if (collation === undefined) return sql``;
  if (!/^[A-Za-z]\w{0,127}$/.test(collation)) {
    throw new ProblemsError([
      {
        path: 'collation',
        given: show(collation),
        allowed: 'the name of a collation, such as Latin1_General_100_BIN2_UTF8',
        fix: 'change it',
      },
    ]);
  }
  return sql` COLLATE ${written(collation)}`;
}

/** A type is no value that could be quoted; it is taken apart and put together again. */
function dataType(type: string): Sql {
  const [, name = '', first, second] = /^\s*(\w+)\s*(?:\(\s*(\d{1,4}|max)\s*(?:,\s*(\d{1,2})\s*)?\))?\s*$/i.exec(type) ?? [];
  const base = name.toLowerCase();
  const given = [first, second].filter((argument) => argument !== undefined);
  if (!Object.hasOwn(types, base) || given.length > types[base]!) {
    throw new ProblemsError([
      {
        path: 'type of a column',
        given: show(type),
        allowed: `${Object.keys(types).join(', ')}, with their lengths in brackets`,
        fix: 'take one of them: columnstores hold no others',
      },
    ]);
  }
  return written(given.length > 0 ? `${base}(${given.join(', ').toLowerCase()})` : base);
}
