import { ProblemsError, show } from '../environments/problem';
import type { SqlVersion } from '../environments/schema/sql';
import type { Batch } from './batch';
import { type Column, columnDefinition } from './columns';
import { type Sql, type Variable, identifier, join, literal, option, path, quoted, sql } from './quoting';

/** Another database system, which PolyBase reads. */
export type ExternalSource = {
  /** Name of the data source, and of its credential. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly username: Variable;
  readonly password: Variable;

  /**
   * Whether the source filters, joins and counts where it can.
   *
   * @default true
   */
  readonly pushDown?: boolean;
} & (
  | { readonly kind: 'oracle' | 'teradata' | 'sqlserver' }
  | {
      readonly kind: 'mongodb';

      /**
       * Whether the connection is encrypted.
       *
       * @default true
       */
      readonly tls?: boolean;
    }
  | {
      readonly kind: 'odbc';

      /** Name of the driver, as it is registered in the image. */
      readonly driver: string;

      /**
       * Further keywords of the driver.
       *
       * @default - none
       */
      readonly keywords?: Readonly<Record<string, string>>;
    }
);

/**
 * The source as a data source of `database`, with the login of today.
 *
 * @see https://learn.microsoft.com/sql/t-sql/statements/create-external-data-source-transact-sql
 */
export function createExternalSource(database: string, version: SqlVersion, source: ExternalSource): Batch[] {
  const { name, kind, host, port, username, password, pushDown = true } = source;
  if (kind === 'odbc' && version !== '2025') {
    throw new ProblemsError([
      {
        path: 'sql.version',
        given: show(version),
        allowed: '2025 for odbc: earlier versions have it on Windows alone',
        fix: 'raise sql.version',
      },
    ]);
  }
  const login = sql`IDENTITY = ${literal(username)}, SECRET = ${literal(password)}`;
  const connection = connectionOptions(source);
  return [
    {
      database,
      text: sql`IF EXISTS (SELECT 1 FROM sys.database_scoped_credentials WHERE name = ${literal(name)})
      ALTER DATABASE SCOPED CREDENTIAL ${identifier(name)} WITH ${login};
      ELSE
      CREATE DATABASE SCOPED CREDENTIAL ${identifier(name)} WITH ${login};`,
    },
    {
      database,
      text: sql`IF NOT EXISTS (SELECT 1 FROM sys.external_data_sources WHERE name = ${literal(name)})
      CREATE EXTERNAL DATA SOURCE ${identifier(name)} WITH (LOCATION = ${option(`${kind}://${host}:${port}`)},
      ${connection === undefined ? sql`` : sql`CONNECTION_OPTIONS = ${option(connection)}, `}PUSHDOWN = ${pushDown ? sql`ON` : sql`OFF`}, CREDENTIAL = ${identifier(name)});`,
    },
  ];
}

function connectionOptions(source: ExternalSource): string | undefined {
  if (source.kind === 'mongodb') return `ssl=${source.tls ?? true}`;
  if (source.kind !== 'odbc') return undefined;
  return Object.entries({ Driver: source.driver, ...source.keywords })
    .map(([keyword, value]) => `${keywordName(keyword)}={${value.replaceAll('}', '}}')}}`)
    .join(';');
}

/** Values of ODBC stand in braces; keywords have no quotes. */
function keywordName(keyword: string): string {
  if (/^[A-Za-z][\w ]*$/.test(keyword)) return keyword;
  throw new ProblemsError([{ path: 'keywords', given: show(keyword), allowed: 'letters, digits, _ and spaces', fix: 'rename it' }]);
}

/** A table of another database system. */
export interface ExternalTable {
  readonly database: string;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly Column[];

  /** Name of the data source. */
  readonly source: string;

  /** The table there, such as `service.schema.table` of Oracle or `database.collection` of MongoDB; letters count as they are written. */
  readonly location: string;
}

/** The table, read where it is. */
export function createExternalTable({ database, schema, name, columns, source, location }: ExternalTable): Batch {
  return {
    database,
    text: externalTable(path(schema, name), columns, sql`LOCATION = ${option(location)}, DATA_SOURCE = ${identifier(source)}`),
  };
}

/** An external table, if it is not there: `options` say where its rows are. */
export function externalTable(name: Sql, columns: readonly Column[], options: Sql): Sql {
  return sql`IF OBJECT_ID(${quoted(name)}, N'U') IS NULL
    CREATE EXTERNAL TABLE ${name} (
    ${join(columns.map(columnDefinition), ',\n')}
    ) WITH (${options});`;
}
