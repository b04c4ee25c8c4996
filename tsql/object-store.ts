import type { Cluster } from '../environments/resolve-cluster';
import { s3Address } from '../environments/s3-over-hdfs';
import type { Batch } from './batch';
import { type Column, columnWithType } from './columns';
import { externalTable } from './external-sources';
import { type Sql, type Variable, identifier, join, literal, option, path, secret, sql } from './quoting';

/** A place with files, reached by S3. */
export interface ObjectStore {
  /** Name of the data source, and of its credential. */
  readonly name: string;

  /** `s3://<host>:<port>/`; SQL Server speaks to it over TLS alone. */
  readonly location: string;

  /** Both of letters and digits alone: SQL Server joins them with a colon. */
  readonly accessKey: Variable;
  readonly secretKey: Variable;
}

/**
 * HDFS as an object store for queries, if SQL Server can read files there: since 2022, and that version with PolyBase alone.
 *
 * The name is that of the original, where every database had it: external tables that were made for it stay as they are.
 */
export function hdfsStore(cluster: Cluster): ObjectStore | undefined {
  const { environment, hdfs, sql: server } = cluster;
  const reads = server?.version === '2025' || environment.images.sqlServer?.polyBase;
  if (!hdfs?.s3Users.includes('sql') || !reads) return undefined;
  return {
    name: 'SqlStoragePool',
    location: `s3://${s3Address(cluster, 'sql')}/`,
    accessKey: secret('s3-sql', 'access-key'),
    secretKey: secret('s3-sql', 'secret-key'),
  };
}

/** The store as a data source of `database`, with the keys of today. */
export function createObjectStore(database: string, { name, location, accessKey, secretKey }: ObjectStore): Batch[] {
  const keys = sql`IDENTITY = N'S3 Access Key', SECRET = ${literal(accessKey, ':', secretKey)}`;
  return [
    {
      database,
      text: sql`IF EXISTS (SELECT 1 FROM sys.database_scoped_credentials WHERE name = ${literal(name)})
      ALTER DATABASE SCOPED CREDENTIAL ${identifier(name)} WITH ${keys};
      ELSE
      CREATE DATABASE SCOPED CREDENTIAL ${identifier(name)} WITH ${keys};`,
    },
    {
      database,
      text: sql`IF NOT EXISTS (SELECT 1 FROM sys.external_data_sources WHERE name = ${literal(name)})
      CREATE EXTERNAL DATA SOURCE ${identifier(name)} WITH (LOCATION = ${option(location)}, CREDENTIAL = ${identifier(name)},
      CONNECTION_OPTIONS = ${option('{"s3":{"url_style":"path"}}')});`,
    },
  ];
}

/** A format of files. */
export type FileFormat =
  | { readonly kind: 'parquet' | 'delta' }
  | {
      readonly kind: 'csv';

      /** @default , */
      readonly fieldTerminator?: string;

      /** @default " */
      readonly stringDelimiter?: string;

      /**
       * Number of the first line with values.
       *
       * @default 1
       */
      readonly firstRow?: number;
    };

/** The format under `name`, for external tables. */
export function createFileFormat(database: string, name: string, format: FileFormat): Batch {
  return {
    database,
    text: sql`IF NOT EXISTS (SELECT 1 FROM sys.external_file_formats WHERE name = ${literal(name)})
    CREATE EXTERNAL FILE FORMAT ${identifier(name)} WITH (${formatOptions(format)});`,
  };
}

function formatOptions(format: FileFormat): Sql {
  if (format.kind !== 'csv') return format.kind === 'delta' ? sql`FORMAT_TYPE = DELTA` : sql`FORMAT_TYPE = PARQUET`;
  const { fieldTerminator = ',', stringDelimiter = '"', firstRow = 1 } = format;
  return sql`FORMAT_TYPE = DELIMITEDTEXT, FORMAT_OPTIONS (FIELD_TERMINATOR = ${option(fieldTerminator)},
    STRING_DELIMITER = ${option(stringDelimiter)}, FIRST_ROW = ${firstRow}, USE_TYPE_DEFAULT = FALSE)`;
}

/** Files as a table. */
export interface FileTable {
  readonly database: string;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly Column[];

  /** Folder or file in the store. */
  readonly location: string;

  /** Name of the data source. */
  readonly store: string;
}

/** The files as an external table, whose format has a name. */
export function createFileTable({ database, schema, name, columns, location, store }: FileTable, format: string): Batch {
  const options = sql`LOCATION = ${option(location)}, DATA_SOURCE = ${identifier(store)}, FILE_FORMAT = ${identifier(format)}`;
  return { database, text: externalTable(path(schema, name), columns, options) };
}

/** The files as rows of a query; types are always given, since SQL Server takes a decimal of parquet for a whole number. */
export function openFiles({ columns, location, store }: Pick<FileTable, 'columns' | 'location' | 'store'>, format: FileFormat): Sql {
  return sql`OPENROWSET(BULK ${option(location)}, DATA_SOURCE = ${option(store)}, FORMAT = ${option(format.kind.toUpperCase())}${csvOptions(format)})
    WITH (${join(columns.map(columnWithType))}) AS [files]`;
}

function csvOptions(format: FileFormat): Sql {
  if (format.kind !== 'csv') return sql``;
  const { fieldTerminator = ',', stringDelimiter = '"', firstRow = 1 } = format;
  return sql`, FIELDTERMINATOR = ${option(fieldTerminator)}, FIELDQUOTE = ${option(stringDelimiter)}, FIRSTROW = ${firstRow}`;
}

/** The files as a view: no format needs a name, and callers need the right to read in bulk. */
export function createFileView(table: FileTable, format: FileFormat): Batch {
  const names = join(table.columns.map(({ name }) => identifier(name)));
  return {
    database: table.database,
    text: sql`CREATE OR ALTER VIEW ${path(table.schema, table.name)} AS
    SELECT ${names} FROM ${openFiles(table, format)};`,
  };
}

/** Writes the rows of `select` to files, which then are an external table. */
export function exportFiles({ database, schema, name, location, store }: Omit<FileTable, 'columns'>, format: string, select: Sql): Batch {
  return {
    database,
    text: sql`CREATE EXTERNAL TABLE ${path(schema, name)}
    WITH (LOCATION = ${option(location)}, DATA_SOURCE = ${identifier(store)}, FILE_FORMAT = ${identifier(format)})
    AS ${select}`,
  };
}
