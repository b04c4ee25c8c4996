import { Construct } from 'constructs';
import type { Cluster, Resource } from '../environments/resolve-cluster';
import { journalNode } from './processes/journal-node';
import { zooKeeper } from './processes/zoo-keeper';
import { resourceProps } from './workload/resource-props';
import { Workload } from './workload/workload';

/** Properties of a {@link ZooKeeper}. */
export interface ZooKeeperProps {
  readonly cluster: Cluster;
  readonly resource: Resource;
}

/** The quorum: ZooKeeper decides who is active, the JournalNode beside it keeps the edits of HDFS. */
export class ZooKeeper extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster, resource }: ZooKeeperProps) {
    super(scope, id);
    this.workload = new Workload(this, resource.name, {
      ...resourceProps(resource),
      cluster,
      kind: 'StatefulSet',
      application: 'zookeeper',
      processes: [zooKeeper(cluster, resource), ...(cluster.hdfs ? [journalNode(cluster, resource)] : [])],
      // Two members down at once is no quorum.
      updateStrategy: 'OnDelete',
    });
  }
}
