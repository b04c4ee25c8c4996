import { Construct } from 'constructs';
import type { Cluster } from '../environments/resolve-cluster';
import { nameNode } from './processes/name-node';
import { resourceProps } from './workload/resource-props';
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
    this.nameNodes = new Workload(this, cluster.nameNode.name, {
      ...resourceProps(cluster.nameNode),
      cluster,
      kind: 'StatefulSet',
      application: 'hdfs',
      processes: [nameNode(cluster, cluster.nameNode)],
      // Replaced by whoever knows that the other NameNode is active.
      updateStrategy: 'OnDelete',
    });
  }
}
