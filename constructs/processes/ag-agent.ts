import { ports } from '../../environments/endpoints';
import type { Cluster, Sql } from '../../environments/resolve-cluster';
import { sqlTlsSecret } from '../../environments/secrets';
import { agAgent as image } from '../../images/ag-agent/contract';
import { agAgentConfig } from '../config/ag-agent';
import { podNames } from '../../environments/host-names';
import { type Process, kubernetesApi } from '../workload/process';

/** Watches the SQL Server beside it; of several replicas it decides with the other agents which one is the primary. */
export function agAgent(cluster: Cluster, sql: Sql): Process {
  const { master, availabilityGroup } = sql;
  const { sa, login, masterKey, tls } = image.secretDirectories;
  return {
    name: image.name,
    image: cluster.images.agAgent,
    args: image.commands.agent,
    ports: ports['ag-agent'],
    // A share that is sure: an agent that gets no CPU loses the lease, and with it the primary.
    cpu: '250m',
    cpuLimit: '250m',
    memory: '256Mi',
    ready: { path: image.readyPath, port: 'ag-http' },
    live: { path: image.livePath, port: 'ag-http' },
    graceSeconds: 60,
    config: { directory: image.configDirectory, files: [agAgentConfig(cluster, sql)] },
    writableDirectories: image.writableDirectories,
    secrets: [
      { secret: 'sql-sa', directory: sa },
      { secret: 'sql-agent', directory: login },
      { secret: 'sql-master-key', directory: masterKey },
      { secret: sqlTlsSecret(master.name), directory: tls },
    ],
    // Before a promotion it asks every replica how far it has got.
    connectsTo: [kubernetesApi, ...(availabilityGroup ? [{ workload: master.name, ports: ['sql-tds'] }] : [])],
    permissions: [
      // Patched with its own role; whether the pod of the last primary is gone is read from the others.
      { apiGroup: '', resource: 'pods', names: podNames(master.name, availabilityGroup?.replicas ?? 1), verbs: ['get', 'patch'] },
      ...(availabilityGroup
        ? [{ apiGroup: 'coordination.k8s.io', resource: 'leases', names: [availabilityGroup.lease], verbs: ['get', 'update'] }]
        : []),
    ],
    runtimeLabels: [image.roleLabel],
  };
}
