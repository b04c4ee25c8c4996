import { ports } from '../../environments/endpoints';
import type { Cluster, Sql } from '../../environments/resolve-cluster';
import { agAgent } from '../../images/ag-agent/contract';
import { podHost, podNames } from '../workload/names';
import type { ConfigFile } from './config-file';

/**
 * Intervals of the agents, in seconds.
 *
 * A write lease that outlives two rounds and a query is never lost by a slow round alone; a Lease has to survive three rounds. The next
 * primary waits until the write lease of the last one has run out, by its own clock: no two clocks are compared.
 */
export const intervals = { round: 2, lease: 15, writeLease: 20, query: 3, margin: 2 } as const;

/**
 * What the agent of each replica needs to know; the same file in all of them.
 *
 * Without a group the agent still reports health, and calls the only replica the primary.
 */
export function agAgentConfig(cluster: Cluster, { master, availabilityGroup }: Sql): ConfigFile {
  const config = {
    port: ports['ag-agent']['ag-http'],
    sqlPort: ports['sql-server']['sql-tds'],
    roleLabel: agAgent.roleLabel,
    roles: agAgent.roles,
    secretDirectories: agAgent.secretDirectories,
    intervals,
    availabilityGroup: availabilityGroup && {
      name: availabilityGroup.name,
      lease: availabilityGroup.lease,
      contained: false,
      requiredSynchronizedSecondariesToCommit: requiredSecondaries(availabilityGroup.synchronousReplicas),
      replicas: podNames(master.name, availabilityGroup.replicas).map((pod, ordinal) => ({
        name: pod,
        host: podHost(cluster, master.name, pod),
        endpoint: `tcp://${podHost(cluster, master.name, pod)}:${ports['sql-server']['sql-mirroring']}`,
        mode: ordinal < availabilityGroup.synchronousReplicas ? 'SYNCHRONOUS_COMMIT' : 'CONFIGURATION_ONLY',
      })),
    },
  };
  return { name: agAgent.configFile, content: `${JSON.stringify(config, null, 2)}\n` };
}

/**
 * Secondaries that have to hold a transaction before it counts: half of the replicas, so that any majority has it.
 *
 * Of two replicas none: the loss of the secondary would stop all writing.
 *
 * @see https://github.com/microsoft/mssql-server-ha/blob/master/go/src/mssqlcommon/ag/lib.go
 */
function requiredSecondaries(replicas: number): number {
  return replicas === 2 ? 0 : Math.floor(replicas / 2);
}
