import { type Batch, inMaster } from './batch';
import type { Instance } from './instances';
import { type Login, loginOf } from './logins';
import { type Variable, literal, secret, sql } from './quoting';

/** The login that reads the shards. */
export const poolLogin: Login = loginOf('sql-pool');

/**
 * Options of linked servers, as `sp_serveroption` takes them.
 *
 * Without the promotion no transaction becomes a distributed one, which availability groups on Linux do not know. Collations are the same
 * everywhere, so that comparisons run where the rows are.
 */
const options = {
  'rpc out': 'true',
  'remote proc transaction promotion': 'false',
  'lazy schema validation': 'true',
  'collation compatible': 'true',
  'connect timeout': '15',
  'query timeout': '600',
} as const;

/**
 * Makes `instance` a linked server of that name.
 *
 * Every login reads with the login of the pool. `sa` alone is `sa` there too, so that it can make the tables of the shards.
 */
export function createLinkedServer({ name, host, port }: Instance): Batch[] {
  const server = literal(name);
  return [
    inMaster(sql`IF NOT EXISTS (SELECT 1 FROM sys.servers WHERE name = ${server} AND is_linked = 1)
      EXEC sys.sp_addlinkedserver @server = ${server}, @srvproduct = N'', @provider = N'MSOLEDBSQL',
      @datasrc = ${literal(`tcp:${host},${port}`)}, @provstr = N'Encrypt=yes;TrustServerCertificate=no;';`),
    logInAs(name, 'NULL', poolLogin.name, poolLogin.password),
    logInAs(name, 'sa', 'sa', secret('sql-sa', 'password')),
    ...Object.entries(options).map(([option, value]) =>
      inMaster(sql`EXEC sys.sp_serveroption @server = ${server}, @optname = ${literal(option)}, @optvalue = ${literal(value)};`),
    ),
  ];
}

function logInAs(server: string, local: 'NULL' | 'sa', remote: string | Variable, password: Variable): Batch {
  return inMaster(sql`EXEC sys.sp_addlinkedsrvlogin @rmtsrvname = ${literal(server)}, @useself = N'False',
    @locallogin = ${local === 'NULL' ? sql`NULL` : literal(local)}, @rmtuser = ${literal(remote)}, @rmtpassword = ${literal(password)};`);
}

/** Removes a linked server with its logins. */
export function dropLinkedServer(name: string): Batch {
  return inMaster(sql`IF EXISTS (SELECT 1 FROM sys.servers WHERE name = ${literal(name)} AND is_linked = 1)
    EXEC sys.sp_dropserver @server = ${literal(name)}, @droplogins = 'droplogins';`);
}
