import { Construct } from 'constructs';
import type { Cluster, Hdfs, NodeManagerPool, Spark } from '../environments/resolve-cluster';
import { nodeManager } from './processes/node-manager';
import { resourceProps } from './workload/resource-props';
import { Workload } from './workload/workload';

/** Properties of a {@link SparkPool}. */
export interface SparkPoolProps {
  readonly cluster: Cluster;
  readonly hdfs: Hdfs;
  readonly spark: Spark;
  readonly pool: NodeManagerPool;
}

/** Pods that run the containers of Spark applications and keep nothing. */
export class SparkPool extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster, hdfs, spark, pool }: SparkPoolProps) {
    super(scope, id);
    this.workload = new Workload(this, pool.name, {
      ...resourceProps(pool),
      cluster,
      kind: 'StatefulSet',
      application: 'spark',
      processes: [nodeManager(cluster, hdfs, spark, pool)],
    });
  }
}
