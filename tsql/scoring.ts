import type { Batch } from './batch';
import { type Column, columnWithType } from './columns';
import { createLanguage, createLibrary } from './languages';
import { identifier, join, literal, path, quoted, sql } from './quoting';
import { createSchema } from './shards';

/** Class of `services/onnx-scorer`, with its package. */
const javaClass = 'bdc.scoring.OnnxScorer';

/** What the scorer adds to the columns that name a row. */
const prediction: Column = { name: 'prediction', type: 'float' };

/** What the image of SQL Server has to have: paths in its file system. */
export interface ScorerFiles {
  /** Archive with the Java extension. */
  readonly extension: string;

  /** The extension in the archive. */
  readonly extensionFile: string;

  /** Java's own directory. */
  readonly javaHome: string;

  /** Microsoft's classes between the extension and programs. */
  readonly sdk: string;

  /** `onnx-scorer.jar`. */
  readonly scorer: string;
}

/** Lets a database score: Java, the scorer, and a table of models, which are files of ONNX by name. */
export function installScorer(database: string, { extension, extensionFile, javaHome, sdk, scorer }: ScorerFiles): Batch[] {
  return [
    ...createLanguage(database, { name: 'Java', archive: extension, file: extensionFile, environment: { JRE_HOME: javaHome } }),
    createLibrary(database, { name: 'mssql-java-lang-extension', language: 'Java', file: sdk }),
    createLibrary(database, { name: 'onnx-scorer', language: 'Java', file: scorer }),
    createSchema(database, 'bdc'),
    {
      database,
      text: sql`IF OBJECT_ID(N'[bdc].[models]', N'U') IS NULL
      CREATE TABLE [bdc].[models] ([name] nvarchar(128) NOT NULL PRIMARY KEY, [model] varbinary(max) NOT NULL);`,
    },
  ];
}

/** Takes over a model from a file of the instance, instead of the one that had its name. */
export function storeModel(database: string, name: string, file: string): Batch {
  return {
    database,
    text: sql`DECLARE @model varbinary(max) = (SELECT [BulkColumn] FROM OPENROWSET(BULK ${literal(file)}, SINGLE_BLOB) AS [file]);
    UPDATE [bdc].[models] SET [model] = @model WHERE [name] = ${literal(name)};
    IF @@ROWCOUNT = 0 INSERT INTO [bdc].[models] ([name], [model]) VALUES (${literal(name)}, @model);`,
  };
}

/** A procedure that scores rows by a model of ONNX, in Java beside SQL Server. */
export interface Scorer {
  readonly database: string;
  readonly schema: string;
  readonly name: string;

  /** Name of the model. */
  readonly model: string;

  /** Table or view with the rows. */
  readonly rows: { readonly schema: string; readonly name: string };

  /** Columns that come back as they are, before the prediction: what names the row. */
  readonly keys: readonly Column[];

  /** Columns that the model takes, by its names for them. */
  readonly features: readonly string[];

  /**
   * Threads that calculate, in all.
   *
   * @default 1
   */
  readonly threads?: number;
}

/** Makes the procedure; without arguments it scores every row. */
export function createScorer({ database, schema, name, model, rows, keys, features, threads = 1 }: Scorer): Batch {
  const columns = [...keys.map((key) => key.name), ...features];
  const select = sql`SELECT ${join(columns.map(identifier))} FROM ${path(rows.schema, rows.name)}`;
  return {
    database,
    text: sql`CREATE OR ALTER PROCEDURE ${path(schema, name)} AS
    BEGIN
    SET NOCOUNT ON;
    DECLARE @model varbinary(max) = (SELECT [model] FROM [bdc].[models] WHERE [name] = ${literal(model)});
    IF @model IS NULL THROW 51001, N'the model is not in bdc.models', 1;
    EXEC sys.sp_execute_external_script @language = N'Java', @script = ${literal(javaClass)},
    @input_data_1 = ${quoted(select)},
    @params = N'@model varbinary(max), @threads int', @model = @model, @threads = ${threads}
    WITH RESULT SETS ((${join([...keys, prediction].map(columnWithType))}));
    END;`,
  };
}
