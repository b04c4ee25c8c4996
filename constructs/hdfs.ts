import { Construct } from 'constructs';
import type { Cluster } from '../environments/resolve-cluster';
import { nameNode } from './processes/name-node';
import { Workload } from './workload/workload';

/** Properties of {@link Hdfs}. */
export interface HdfsProps {
  readonly cluster: Cluster;
}

/** The NameNodes of HDFS; the DataNodes are in the storage pool. */
export class Hdfs extends Construct {
  readonly nameNodes: Workload;

  constructor(scope: Construct, id: string, { cluster }: HdfsProps) {
    super(scope, id);
    const { name, replicas, storage, nodeSelector, tolerations, envOverrides, podOverrides } = cluster.nameNode;
    this.nameNodes = new Workload(this, name, {
      cluster,
      kind: 'StatefulSet',
      application: 'hdfs',
      replicas,
      processes: [nameNode(cluster, cluster.nameNode)],
      volumes: storage,
      // Replaced by whoever knows that the other NameNode is active.
      updateStrategy: 'OnDelete',
      nodeSelector,
      tolerations,
      envOverrides,
      podOverrides,
    });
  }
}
