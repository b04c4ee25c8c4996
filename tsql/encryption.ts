import { type Batch, inMaster } from './batch';
import { binary, identifier, literal, secret, sql, told } from './quoting';

/**
 * Encryption of databases on disk (TDE).
 *
 * The certificate is made once, on the primary; all replicas need it with its private key, or cannot open what comes to them.
 */
const certificate = 'bdc_encryption';

/** Protects the private key on its way and needs no other place: the same key protects the databases' own. */
const password = secret('sql-master-key', 'password');

export function createEncryptionCertificate(): Batch {
  return inMaster(sql`IF CERT_ID(${literal(certificate)}) IS NULL
    CREATE CERTIFICATE ${identifier(certificate)} WITH SUBJECT = N'encryption of databases', EXPIRY_DATE = N'20991231';`);
}

/** Tells certificate and private key, the latter encrypted; keep both where the backups are. */
export function tellEncryptionCertificate(): Batch {
  return inMaster(sql`SELECT CERTENCODED(CERT_ID(${literal(certificate)})) AS [certificate],
    CERTPRIVATEKEY(CERT_ID(${literal(certificate)}), ${literal(password)}) AS [private_key];`);
}

/** The certificate that the primary told, on another replica or where a backup is read. */
export function takeEncryptionCertificate(): Batch {
  return inMaster(sql`IF CERT_ID(${literal(certificate)}) IS NULL
    CREATE CERTIFICATE ${identifier(certificate)} FROM BINARY = ${binary(told('encryption_certificate'))}
    WITH PRIVATE KEY (BINARY = ${binary(told('encryption_private_key'))}, DECRYPTION BY PASSWORD = ${literal(password)});`);
}

/** Encrypts `database`; it goes on in the background. */
export function encryptDatabase(database: string): Batch[] {
  return [
    {
      database,
      text: sql`IF NOT EXISTS (SELECT 1 FROM sys.dm_database_encryption_keys WHERE database_id = DB_ID())
      CREATE DATABASE ENCRYPTION KEY WITH ALGORITHM = AES_256 ENCRYPTION BY SERVER CERTIFICATE ${identifier(certificate)};`,
    },
    inMaster(sql`ALTER DATABASE ${identifier(database)} SET ENCRYPTION ON;`),
  ];
}
