import { createHash } from 'node:crypto';
import { type Batch, inMaster } from './batch';
import { type Sql, type Variable, binary, identifier, literal, secret, sql } from './quoting';

/** A login of SQL Server with a password. */
export interface Login {
  /** Where its name comes from. */
  readonly name: Variable;
  readonly password: Variable;

  /** The same on every instance: users of a database that moved to another instance then still belong to it. */
  readonly sid: Uint8Array;
}

/** The login whose name and password are in the Secret `id`. */
export function loginOf(id: string): Login {
  return { name: secret(id, 'username'), password: secret(id, 'password'), sid: sidOf(id) };
}

/** Sixteen bytes that follow from the Secret alone. */
function sidOf(id: string): Uint8Array {
  return createHash('sha256').update(`big-data-cluster/login/${id}`).digest().subarray(0, 16);
}

/** The login with its password of today. */
export function createLogin({ name, password, sid }: Login): Batch {
  return inMaster(sql`IF SUSER_ID(${literal(name)}) IS NULL
    CREATE LOGIN ${identifier(name)} WITH PASSWORD = ${literal(password)}, SID = ${binary(sid)}, CHECK_POLICY = ON, CHECK_EXPIRATION = OFF;
    ELSE
    ALTER LOGIN ${identifier(name)} WITH PASSWORD = ${literal(password)};`);
}

/** Rights on the whole instance. */
export function grantServer(permissions: readonly Sql[], { name }: Login): Batch[] {
  return permissions.map((permission) => inMaster(sql`GRANT ${permission} TO ${identifier(name)};`));
}

/** Reads all of `database`, and how its tables are made: without that, no shard is left out of a query. */
export function createReader(database: string, { name }: Login): Batch {
  return {
    database,
    text: sql`IF USER_ID(${literal(name)}) IS NULL CREATE USER ${identifier(name)} FOR LOGIN ${identifier(name)};
    ALTER ROLE [db_datareader] ADD MEMBER ${identifier(name)};
    GRANT VIEW DEFINITION TO ${identifier(name)};`,
  };
}
