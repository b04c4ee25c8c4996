import type { Batch } from './batch';
import { configure } from './configuration';
import { identifier, literal, sql } from './quoting';

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

/** Lets a role run languages. */
export function grantScripts(database: string, role: string): Batch {
  return { database, text: sql`GRANT EXECUTE ANY EXTERNAL SCRIPT TO ${identifier(role)};` };
}
