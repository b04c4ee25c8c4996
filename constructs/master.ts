import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import { Construct } from 'constructs';
import type { Cluster, Sql } from '../environments/resolve-cluster';
import { agAgent as agentImage } from '../images/ag-agent/contract';
import { agAgent } from './processes/ag-agent';
import { s3Flows } from './processes/s3';
import { sqlServer, sqlServerVolumes } from './processes/sql-server';
import { clusterLabels } from './workload/labels';
import { resourceProps } from './workload/resource-props';
import type { KubernetesObject } from './workload/manifest';
import { Workload, addManifest } from './workload/workload';

/** Properties of a {@link Master}. */
export interface MasterProps {
  readonly cluster: Cluster;
  readonly sql: Sql;
}

/**
 * The SQL Server that applications talk to; several replicas are an availability group.
 *
 * One replica is the small case: it has the same names, ports and agent, so that more replicas are a change of numbers. `master-svc` gives
 * each pod its name, `master-p-svc` leads to the primary and `master-s-svc` to the readable others.
 */
export class Master extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster, sql }: MasterProps) {
    super(scope, id);
    const { master, availabilityGroup, computePools, dataPools, storagePools } = sql;
    const { roleLabel, roles } = agentImage;
    const pools = [...computePools, ...dataPools, ...storagePools];
    this.workload = new Workload(this, master.name, {
      ...resourceProps(master),
      replicas: availabilityGroup?.replicas ?? master.replicas,
      cluster,
      kind: 'StatefulSet',
      application: 'sql-server',
      processes: [
        sqlServer(cluster, sql, {
          pool: master,
          volumes: sqlServerVolumes,
          replica: true,
          connectsTo: [
            ...(availabilityGroup ? [{ workload: master.name, ports: ['sql-mirroring'] }] : []),
            ...pools.map(({ name }) => ({ workload: name, ports: ['sql-tds'] })),
            ...s3Flows(cluster, 'sql'),
          ],
          endpoints: [
            { endpoint: 'sql-server-master', port: 'sql-tds', labels: { [roleLabel]: roles.primary } },
            ...(availabilityGroup
              ? [{ endpoint: 'sql-server-master-readonly', port: 'sql-tds', labels: { [roleLabel]: roles.secondary } } as const]
              : []),
          ],
        }),
        agAgent(cluster, sql),
      ],
      services: {
        [`${master.name}-p`]: { labels: { [roleLabel]: roles.primary }, ports: ['sql-tds'] },
        ...(availabilityGroup && { [`${master.name}-s`]: { labels: { [roleLabel]: roles.secondary }, ports: ['sql-tds'] } }),
      },
      // Replaced by whoever knows which replica is the primary: it goes last.
      updateStrategy: 'OnDelete',
    });

    if (!availabilityGroup) return;
    addManifest(
      this,
      // Empty, and so never taken back from its holder; the agents need no right to make one.
      {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name: availabilityGroup.lease, namespace: cluster.namespace, labels: clusterLabels(cluster) },
      } satisfies KubernetesObject<k8s.KubeLeaseProps>,
    );
  }
}
