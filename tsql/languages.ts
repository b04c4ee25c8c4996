import { ProblemsError, show } from '../environments/problem';
import type { Batch } from './batch';
import { type Column, columnWithType } from './columns';
import { configure } from './configuration';
import { type Sql, identifier, join, literal, path, quoted, sql } from './quoting';
import { createSchema } from './shards';

/** A language that runs beside SQL Server, in an image that has its runtime. */
export interface Language {
  readonly name: 'Java' | 'Python' | 'R';

  /** Archive with the extension, in the file system of the instance. */
  readonly archive: string;

  /** The extension in the archive, such as `javaextension.so`. */
  readonly file: string;

  /**
   * Variables of the runtime, such as `JRE_HOME`.
   *
   * @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Lets queries of `database` run the language. */
export function createLanguage(database: string, { name, archive, file, environment }: Language): Batch[] {
  const variables = environment === undefined ? sql`` : sql`, ENVIRONMENT_VARIABLES = ${literal(JSON.stringify(environment))}`;
  return [
    configure('external scripts enabled', 1),
    {
      database,
      text: sql`IF NOT EXISTS (SELECT 1 FROM sys.external_languages WHERE [language] = ${literal(name)})
      CREATE EXTERNAL LANGUAGE ${identifier(name)} FROM (CONTENT = ${literal(archive)}, FILE_NAME = ${literal(file)}${variables});`,
    },
  ];
}

/** Programs of a language. */
export interface Library {
  readonly name: string;
  readonly language: Language['name'];

  /** The library in the file system of the instance. */
  readonly file: string;
}

/** The library as it is in the file now. */
export function createLibrary(database: string, { name, language, file }: Library): Batch {
  const content = sql`(CONTENT = ${literal(file)}) WITH (LANGUAGE = ${literal(language)})`;
  return {
    database,
    text: sql`IF EXISTS (SELECT 1 FROM sys.external_libraries WHERE name = ${literal(name)})
    ALTER EXTERNAL LIBRARY ${identifier(name)} SET ${content};
    ELSE
    CREATE EXTERNAL LIBRARY ${identifier(name)} FROM ${content};`,
  };
}

/** The table of models: a file of ONNX by name. */
export function createModels(database: string): Batch[] {
  return [
    createSchema(database, 'bdc'),
    {
      database,
      text: sql`IF OBJECT_ID(N'[bdc].[models]', N'U') IS NULL
      CREATE TABLE [bdc].[models] ([name] nvarchar(128) NOT NULL PRIMARY KEY, [model] varbinary(max) NOT NULL);`,
    },
  ];
}

/** A procedure that scores rows by a model of ONNX, in Java beside SQL Server. */
export interface Scorer {
  readonly database: string;
  readonly schema: string;
  readonly name: string;

  /** Class that scores, with its package. */
  readonly javaClass: string;

  /** Name of the model. */
  readonly model: string;

  /** Table or view with the rows: first what names the row, then the features as the model takes them. */
  readonly rows: { readonly schema: string; readonly name: string; readonly columns: readonly string[] };

  /** What comes back for each row. */
  readonly results: readonly Column[];
}

/** Makes the procedure; without arguments it scores every row. */
export function createScorer({ database, schema, name, javaClass, model, rows, results }: Scorer): Batch {
  if (!/^([A-Za-z_]\w*\.)*[A-Za-z_]\w*$/.test(javaClass)) {
    throw new ProblemsError([
      { path: 'javaClass', given: show(javaClass), allowed: 'the name of a class with its package', fix: 'correct the name' },
    ]);
  }
  return { database, text: scorer(path(schema, name), javaClass, model, rows, results) };
}

function scorer(name: Sql, javaClass: string, model: string, rows: Scorer['rows'], results: readonly Column[]): Sql {
  const select = sql`SELECT ${join(rows.columns.map(identifier))} FROM ${path(rows.schema, rows.name)}`;
  return sql`CREATE OR ALTER PROCEDURE ${name} AS
    BEGIN
    SET NOCOUNT ON;
    DECLARE @model varbinary(max) = (SELECT [model] FROM [bdc].[models] WHERE [name] = ${literal(model)});
    IF @model IS NULL THROW 51001, N'the model is not in bdc.models', 1;
    EXEC sys.sp_execute_external_script @language = N'Java', @script = ${literal(javaClass)},
    @input_data_1 = ${quoted(select)}, @params = N'@model varbinary(max)', @model = @model
    WITH RESULT SETS ((${join(results.map(columnWithType))}));
    END;`;
}

/** Lets a role run languages. */
export function grantScripts(database: string, role: string): Batch {
  return { database, text: sql`GRANT EXECUTE ANY EXTERNAL SCRIPT TO ${identifier(role)};` };
}
