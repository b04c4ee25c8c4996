import type { DatabaseLogin } from '../../environments/secrets';
import type { ConfigFile } from './config-file';

export const accessFileName = 'pg_hba.conf';

/**
 * Who may log in to PostgreSQL: each login to its own database, by TLS and with its password; the superuser from the own pod alone.
 *
 * @see https://www.postgresql.org/docs/15/auth-pg-hba-conf.html
 */
export function pgHbaConf(logins: readonly DatabaseLogin[]): ConfigFile {
  const lines = [
    ['local', 'all', 'all', '', 'scram-sha-256'],
    ['host', 'all', 'postgres', 'all', 'reject'],
    ...logins.map((login) => ['hostssl', login, 'all', 'all', 'scram-sha-256']),
    ['host', 'all', 'all', 'all', 'reject'],
  ];
  return { name: accessFileName, content: lines.map((fields) => `${fields.filter(Boolean).join(' ')}\n`).join('') };
}
