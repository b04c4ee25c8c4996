import { ports } from '../../environments/endpoints';
import type { Cluster, Sql, SqlPool } from '../../environments/resolve-cluster';
import { accountName } from '../../environments/realm';
import { poolNumberOf, poolTypeOf } from '../../environments/schema/resources';
import { editionsWithGroups } from '../../environments/schema/sql';
import { sqlTlsSecret } from '../../environments/secrets';
import { agAgent } from '../../images/ag-agent/contract';
import { sqlServer as image } from '../../images/sql-server/contract';
import { mssqlConf } from '../config/mssql-conf';
import type { Flow, Process, ProcessEndpoint } from '../workload/process';

/** What differs between the pools of SQL Server. */
export interface SqlServerProps {
  readonly pool: SqlPool;

  /** Mount points of the pod's volumes, by volume name. */
  readonly volumes: Readonly<Record<string, string>>;

  /**
   * Whether it can be a replica of an availability group, beside an agent.
   *
   * @default false
   */
  readonly replica?: boolean;

  /**
   * Whom its queries reach.
   *
   * @default - nobody
   */
  readonly connectsTo?: readonly Flow[];

  /**
   * Doors of the cluster that lead to it.
   *
   * @default - nobody outside reaches it
   */
  readonly endpoints?: readonly ProcessEndpoint[];
}

/** Volumes of a pod that runs SQL Server alone. */
export const sqlServerVolumes = { data: image.dataDirectory, logs: image.logDirectory } as const;

/** SQL Server, the same in all pools. */
export function sqlServer(cluster: Cluster, sql: Sql, { pool, volumes, replica = false, connectsTo, endpoints }: SqlServerProps): Process {
  const { 'sql-tds': tds, 'sql-mirroring': mirroring } = ports['sql-server'];
  const { realm } = cluster;
  const scripts = pool === sql.master && sql.master.machineLearning;
  const code = accountCode(pool);
  const account = realm?.kind === 'activeDirectory' ? accountName(realm, code) : undefined;
  return {
    name: 'sql-server',
    image: sql.image,
    command: scripts ? image.startWithScripts : image.start,
    ports: { 'sql-tds': tds, ...(replica && { 'sql-mirroring': mirroring }) },
    // Requests equal limits: what another pod of the node takes never shrinks the memory of a database server.
    cpu: pool.sqlCpu,
    cpuLimit: pool.cpuLimit ?? pool.sqlCpu,
    memory: pool.sqlMemory,
    // The port opens once the system databases are there. More cannot be asked without a login, whose password hash alone costs a good
    // part of a second each time; in the master the agent asks over a connection that it keeps.
    ready: { port: 'sql-tds' },
    live: { port: 'sql-tds' },
    graceSeconds: 60,
    beforeStop: replica ? untilAgentHasGone : undefined,
    config: {
      directory: image.configDirectory,
      files: [mssqlConf({ pool, hadr: replica && editionsWithGroups.includes(sql.edition), account })],
    },
    volumes,
    env: {
      ...(cluster.environment.acceptEula && { ACCEPT_EULA: 'Y', ...(scripts && { ACCEPT_EULA_ML: 'Y' }) }),
      MSSQL_PID: sql.edition,
      MSSQL_COLLATION: sql.collation,
    },
    secrets: [
      { secret: 'sql-sa', key: 'password', variable: 'MSSQL_SA_PASSWORD' },
      { secret: sqlTlsSecret(pool.name), directory: image.secretDirectories.tls },
      ...(replica ? [{ secret: 'sql-machine-key', directory: image.secretDirectories.machineKey }] : []),
    ],
    // Without most of the replicas nobody may be the primary.
    quorum: replica,
    capabilities: ['NET_BIND_SERVICE'],
    rootReason: scripts ? 'The launcher of scripts starts each of them as another user' : undefined,
    writableRootReason: 'Microsoft does not say which directories SQL Server writes to',
    connectsTo,
    endpoints,
    // Logins of a realm of the cluster's own are none of SQL Server's: it asks a domain what a login may.
    principals: account === undefined ? [] : [{ service: 'MSSQLSvc', account: code, ports: ['sql-tds'], logsInByAccount: true }],
  };
}

/** Code of the account that all SQL Servers of `pool` share. */
function accountCode({ name }: SqlPool): string {
  const type = poolTypeOf(name);
  return type === undefined ? 'sqmp' : `sq${type.charAt(0).toLowerCase()}${poolNumberOf(name)}`;
}

/**
 * The agent hands the role of the primary over when it is asked to end, and needs a running SQL Server for it.
 *
 * Where SQL Server alone is restarted the agent stays and this waits in vain, while another replica takes over.
 */
const untilAgentHasGone = [
  '/bin/bash',
  '-c',
  `for second in {1..45}; do (exec 3<>/dev/tcp/localhost/${ports[agAgent.name]['ag-http']}) 2>/dev/null || exit 0; sleep 1; done`,
];
