import type { ImageContract } from '../contract';

/** What the image of the database promises besides the rules for all images. */
interface DatabaseContract extends ImageContract {
  readonly dataDirectory: string;

  /** Where the logins are mounted that it makes at each start, each with a database of its own: `<login>/username`, `<login>/password`. */
  readonly loginDirectory: string;

  /** Where the password of the superuser `postgres` is mounted, who comes from the own pod alone: `password`. */
  readonly adminDirectory: string;

  /** Directory of the cluster of databases, below `dataDirectory`; made by the command at its first start. */
  readonly databaseDirectory: string;

  /** Variable with the names of the logins, separated by blanks. */
  readonly loginsVariable: string;
}

/** PostgreSQL, with `pg_isready` in its path. Its files are those of the user of the first start; it refuses to run as another one. */
export const database = {
  name: 'database',
  version: '15',
  user: 10001,
  group: 0,
  configDirectory: '/etc/database',
  dataDirectory: '/var/lib/database',
  writableDirectories: ['/tmp'],
  commands: { database: ['database'] },
  databaseDirectory: '/var/lib/database/data',
  adminDirectory: '/var/run/secrets/admin',
  loginDirectory: '/var/run/secrets/logins',
  loginsVariable: 'DATABASE_LOGINS',
} as const satisfies DatabaseContract;
