import { intervals, requiredSecondaries } from '../../environments/availability-group';
import { ports } from '../../environments/endpoints';
import type { Cluster, Sql } from '../../environments/resolve-cluster';
import { agAgent } from '../../images/ag-agent/contract';
import { podHost, podNames } from '../../environments/host-names';
import type { ConfigFile } from './config-file';

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
