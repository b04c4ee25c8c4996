import { Construct } from 'constructs';
import type { Cluster } from '../environments/resolve-cluster';
import { replication } from './config/hdfs-site';
import { dataNode } from './processes/data-node';
import { resourceProps } from './workload/resource-props';
import { Workload } from './workload/workload';

/** Properties of a {@link StoragePool}. */
export interface StoragePoolProps {
  readonly cluster: Cluster;
}

/** Pods that each hold a part of the blocks of HDFS. */
export class StoragePool extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster }: StoragePoolProps) {
    super(scope, id);
    const { name, replicas, settings } = cluster.storagePool;
    this.workload = new Workload(this, name, {
      ...resourceProps(cluster.storagePool),
      cluster,
      kind: 'StatefulSet',
      application: 'hdfs',
      processes: [dataNode(cluster, cluster.storagePool)],
      maxUnavailable: maxUnavailableDataNodes(replicas, replication(cluster, settings)),
      // Replaced by whoever knows that no block waits for a copy.
      updateStrategy: 'OnDelete',
    });
  }
}

/**
 * DataNodes that may be down at once with two copies of every block left, if there are as many; one may always go.
 *
 * @see https://docs.stackable.tech/home/stable/hdfs/usage-guide/operations/pod-disruptions
 */
export function maxUnavailableDataNodes(dataNodes: number, copies: number): number {
  return Math.max(1, Math.min(copies - 2, dataNodes - 2));
}
