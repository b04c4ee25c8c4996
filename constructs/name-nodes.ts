import { Construct } from 'constructs';
import type { Cluster, Hdfs } from '../environments/resolve-cluster';
import { nameNode } from './processes/name-node';
import { zkfc } from './processes/zkfc';
import { resourceProps } from './workload/resource-props';
import { Workload } from './workload/workload';

/** Properties of {@link NameNodes}. */
export interface NameNodesProps {
  readonly cluster: Cluster;
  readonly hdfs: Hdfs;
}

/** The NameNodes of HDFS; with a quorum one of two is active. The DataNodes are in the storage pools. */
export class NameNodes extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster, hdfs }: NameNodesProps) {
    super(scope, id);
    const { nameNode: resource, quorum } = hdfs;
    this.workload = new Workload(this, resource.name, {
      ...resourceProps(resource),
      cluster,
      kind: 'StatefulSet',
      application: 'hdfs',
      processes: [nameNode(cluster, hdfs), ...(quorum ? [zkfc(cluster, hdfs, quorum)] : [])],
      // Replaced by whoever knows that the other NameNode is active.
      updateStrategy: 'OnDelete',
    });
  }
}
