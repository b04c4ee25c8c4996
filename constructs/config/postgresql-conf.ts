import { ports } from '../../environments/endpoints';
import type { Resource } from '../../environments/resolve-cluster';
import { toMebibytes } from '../../environments/schema/quantities';
import { secretDirectories } from '../../images/contract';
import { database } from '../../images/database/contract';
import { type ConfigFile, sortedEntries } from './config-file';
import { accessFileName } from './pg-hba-conf';

/** PostgreSQL's own advice: the rest of the memory caches its files. */
const bufferShare = 0.25;

/**
 * PostgreSQL.
 *
 * @see https://www.postgresql.org/docs/15/runtime-config.html
 */
export function postgresqlConf({ memory }: Resource): ConfigFile {
  const properties = {
    data_directory: database.databaseDirectory,
    hba_file: `${database.configDirectory}/${accessFileName}`,
    listen_addresses: '*',
    port: String(ports.database['db-sql']),
    unix_socket_directories: database.writableDirectories[0],
    ssl: 'on',
    ssl_cert_file: `${secretDirectories.tls}/tls.crt`,
    ssl_key_file: `${secretDirectories.tls}/tls.key`,
    ssl_min_protocol_version: 'TLSv1.2',
    password_encryption: 'scram-sha-256',
    shared_buffers: `${Math.floor(toMebibytes(memory) * bufferShare)}MB`,
    // Parallel queries would need shared memory that pods have little of.
    dynamic_shared_memory_type: 'mmap',
    log_destination: 'stderr',
    logging_collector: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const lines = sortedEntries(properties).map(([name, value]) => `${name} = '${value}'\n`);
  return { name: 'postgresql.conf', content: lines.join('') };
}
