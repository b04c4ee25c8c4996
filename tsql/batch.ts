import type { Instance } from './instances';
import { type Sql, forSqlcmd, identifier, path, quoted, sql } from './quoting';

/** What one instance runs at once: a text without `GO`, which is none of SQL Server's words. */
export interface Batch {
  /** Database that it runs in. */
  readonly database: string;

  readonly text: Sql;
}

/** Batches of one instance, in their order. Each can run again: what is there already stays. */
export interface Script {
  readonly instance: Instance;
  readonly batches: readonly Batch[];
}

/** A batch of the database `master`, where an instance keeps what is not in any other database. */
export function inMaster(text: Sql): Batch {
  return { database: 'master', text };
}

/** The batches as a file for `sqlcmd`. */
export function sqlcmdFile(batches: readonly Batch[]): string {
  return batches
    .map(({ database, text }, index) => {
      const use = database === batches[index - 1]?.database ? '' : `USE ${forSqlcmd(identifier(database))};\nGO\n`;
      return `${use}${forSqlcmd(text)}\nGO\n`;
    })
    .join('');
}

/** The batch as a statement of any other batch of its instance. */
export function asStatement({ database, text }: Batch): Sql {
  return sql`EXEC ${path(database, 'sys', 'sp_executesql')} ${quoted(text)};`;
}

/** The batch as a statement that a linked server runs. */
export function asRemoteStatement(batch: Batch, server: Instance): Sql {
  return sql`EXEC (${quoted(asStatement(batch))}) AT ${identifier(server.name)};`;
}
