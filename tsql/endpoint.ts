import { ports } from '../environments/endpoints';
import { type Batch, inMaster } from './batch';
import type { Instance } from './instances';
import { type Variable, binary, identifier, literal, quoted, secret, sql, told } from './quoting';

/** Name of the endpoint by which replicas reach each other: that of Microsoft's documentation. */
const endpoint = 'Hadr_endpoint';

/** Certificate of the instance itself. */
const own = 'endpoint';

/** Login, user and certificate of another replica. */
function peerName({ name }: Instance): string {
  return `endpoint-${name}`;
}

/** The certificate of `instance`, which it tells to the others. */
export function certificateOf({ name }: Instance): Variable {
  return told(`certificate_${name}`);
}

/** The key of `database` that protects its certificates and credentials. */
export function createMasterKey(database: string): Batch {
  return {
    database,
    text: sql`IF NOT EXISTS (SELECT 1 FROM sys.symmetric_keys WHERE name = N'##MS_DatabaseMasterKey##')
    CREATE MASTER KEY ENCRYPTION BY PASSWORD = ${literal(secret('sql-master-key', 'password'))};`,
  };
}

/**
 * Lets an instance open the key of a database that another replica made, after a failover.
 *
 * @see https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-control-dbmasterkey-password-transact-sql
 */
export function rememberMasterKey(database: string): Batch {
  const password = literal(secret('sql-master-key', 'password'));
  return inMaster(sql`IF NOT EXISTS (SELECT 1 FROM sys.master_key_passwords AS known
    JOIN sys.database_recovery_status AS recovery ON recovery.family_guid = known.family_guid
    WHERE recovery.database_id = DB_ID(${literal(database)}))
    EXEC sys.sp_control_dbmasterkey_password @db_name = ${literal(database)}, @password = ${password}, @action = N'add';`);
}

/** The certificate and the endpoint of an instance. Its private key never leaves it. */
export function createEndpoint({ name }: Instance): Batch[] {
  return [
    inMaster(sql`IF CERT_ID(${literal(own)}) IS NULL
      CREATE CERTIFICATE ${identifier(own)} WITH SUBJECT = ${literal(name)}, EXPIRY_DATE = N'20991231';`),
    inMaster(sql`IF NOT EXISTS (SELECT 1 FROM sys.endpoints WHERE name = ${literal(endpoint)})
      CREATE ENDPOINT ${identifier(endpoint)} STATE = STARTED
      AS TCP (LISTENER_PORT = ${ports['sql-server']['sql-mirroring']})
      FOR DATABASE_MIRRORING (AUTHENTICATION = CERTIFICATE ${identifier(own)}, ENCRYPTION = REQUIRED ALGORITHM AES, ROLE = ALL);`),
  ];
}

/** Tells the certificate of the instance. */
export const tellCertificate: Batch = inMaster(sql`SELECT CERTENCODED(CERT_ID(${literal(own)})) AS [certificate];`);

/**
 * Lets another replica in.
 *
 * Its login exists for its certificate alone: it gets a password that nobody knows.
 */
export function admitPeer(peer: Instance): Batch[] {
  const name = peerName(peer);
  const begin = quoted(sql`CREATE LOGIN ${identifier(name)} WITH PASSWORD = N'aA1!`);
  return [
    inMaster(sql`IF SUSER_ID(${literal(name)}) IS NULL
      BEGIN
      DECLARE @create nvarchar(max) = ${begin} + CONVERT(nvarchar(64), CRYPT_GEN_RANDOM(32), 2) + N'''';
      EXEC (@create);
      END;`),
    inMaster(sql`IF USER_ID(${literal(name)}) IS NULL CREATE USER ${identifier(name)} FOR LOGIN ${identifier(name)};`),
    // A replica that lost its volume comes back with another certificate.
    inMaster(sql`IF CERT_ID(${literal(name)}) IS NOT NULL AND CERTENCODED(CERT_ID(${literal(name)})) <> ${binary(certificateOf(peer))}
      DROP CERTIFICATE ${identifier(name)};`),
    inMaster(sql`IF CERT_ID(${literal(name)}) IS NULL
      CREATE CERTIFICATE ${identifier(name)} AUTHORIZATION ${identifier(name)} FROM BINARY = ${binary(certificateOf(peer))};`),
    inMaster(sql`GRANT CONNECT ON ENDPOINT::${identifier(endpoint)} TO ${identifier(name)};`),
  ];
}
