const dataDirectory = '/var/opt/mssql';
const configDirectory = '/etc/mssql';
const secretDirectories = { tls: '/var/run/secrets/sql-tls', machineKey: '/var/run/secrets/sql-machine-key' } as const;

const startScript = [
  `install -D -m 0640 ${configDirectory}/mssql.conf ${dataDirectory}/mssql.conf`,
  `install -D -m 0640 ${secretDirectories.tls}/ca.crt ${dataDirectory}/security/ca-certificates/big-data-cluster.crt`,
  `if [ -e ${secretDirectories.machineKey}/machine-key ] && [ ! -e ${dataDirectory}/secrets/machine-key ]; then`,
  `  install -D -m 0600 ${secretDirectories.machineKey}/machine-key ${dataDirectory}/secrets/machine-key`,
  'fi',
  'exec /opt/mssql/bin/sqlservr',
  '',
].join('\n');

const launcher = 'while :; do /opt/mssql/bin/launchpadd -usens=false || sleep 1; done &';

/**
 * Microsoft's image of SQL Server, as its documentation describes it; it is not built here and was never seen here.
 *
 * @see https://learn.microsoft.com/sql/linux/containers/deploy
 */
export const sqlServer = {
  /** Numeric default user. */
  user: 10001,

  /** Mount point of the volume: databases with their transaction logs, keys, the configuration as SQL Server reads it. */
  dataDirectory,

  /** Mount point of the volume for error logs, traces and dumps, which then cannot fill the disk of the databases. */
  logDirectory: `${dataDirectory}/log`,

  /** Where the generated configuration is mounted; {@link start} copies it. */
  configDirectory,

  configFile: 'mssql.conf',

  /** Mount points of Secrets; `machineKey` is optional. */
  secretDirectories,

  /**
   * Starts SQL Server with the configuration and the secrets that are mounted.
   *
   * They are copied since SQL Server reads them from its volume, whose directories would belong to root if files were mounted into them.
   * A machine key counts before the first start alone: what it encrypted later is lost with it.
   */
  start: ['/bin/bash', '-euc', startScript],

  /**
   * The same in an image with `mssql-server-extensibility`: the launcher of scripts runs beside SQL Server, as root, and again when it ends.
   *
   * Scripts share the network of the pod: the launcher would need more rights to give each a network of its own.
   */
  startWithScripts: ['/bin/bash', '-euc', startScript.replace(/^exec /m, `${launcher}\nexec `)],
} as const;
