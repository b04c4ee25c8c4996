import { sqlServer } from '../images/sql-server/contract';
import { type Batch, inMaster } from './batch';
import { identifier, literal, sql } from './quoting';

const audit = identifier('bdc');
const specification = identifier('bdc_server');

/** The same on all replicas, so that audits of databases of the availability group go on after a failover. */
const guid = '5b1f7c0e-6f0d-4a6c-9d52-2f6d0f3c1b7a';

/**
 * Writes to files who logged in in vain, who changed logins, roles and rights, and who changed the audit itself.
 *
 * The files are where the error logs are. That the disk is full stops the audit, not the databases.
 */
export function createAudit(): Batch[] {
  return [
    inMaster(sql`IF NOT EXISTS (SELECT 1 FROM sys.server_audits WHERE name = N'bdc')
      CREATE SERVER AUDIT ${audit}
      TO FILE (FILEPATH = ${literal(sqlServer.logDirectory)}, MAXSIZE = 100 MB, MAX_ROLLOVER_FILES = 10, RESERVE_DISK_SPACE = OFF)
      WITH (QUEUE_DELAY = 1000, ON_FAILURE = CONTINUE, AUDIT_GUID = ${literal(guid)});`),
    inMaster(sql`IF NOT EXISTS (SELECT 1 FROM sys.server_audit_specifications WHERE name = N'bdc_server')
      CREATE SERVER AUDIT SPECIFICATION ${specification} FOR SERVER AUDIT ${audit}
      ADD (FAILED_LOGIN_GROUP),
      ADD (SERVER_PRINCIPAL_CHANGE_GROUP),
      ADD (SERVER_ROLE_MEMBER_CHANGE_GROUP),
      ADD (SERVER_PERMISSION_CHANGE_GROUP),
      ADD (DATABASE_ROLE_MEMBER_CHANGE_GROUP),
      ADD (DATABASE_PERMISSION_CHANGE_GROUP),
      ADD (LOGIN_CHANGE_PASSWORD_GROUP),
      ADD (AUDIT_CHANGE_GROUP)
      WITH (STATE = ON);`),
    inMaster(sql`IF EXISTS (SELECT 1 FROM sys.server_audits WHERE name = N'bdc' AND is_state_enabled = 0)
      ALTER SERVER AUDIT ${audit} WITH (STATE = ON);`),
  ];
}

/** Notes every access to the tables of a schema as well. */
export function auditSchema(database: string, schema: string): Batch {
  const name = `bdc_${schema}`;
  return {
    database,
    text: sql`IF NOT EXISTS (SELECT 1 FROM sys.database_audit_specifications WHERE name = ${literal(name)})
    CREATE DATABASE AUDIT SPECIFICATION ${identifier(name)} FOR SERVER AUDIT ${audit}
    ADD (SELECT, INSERT, UPDATE, DELETE ON SCHEMA::${identifier(schema)} BY [public])
    WITH (STATE = ON);`,
  };
}
