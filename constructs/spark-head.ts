import { Construct } from 'constructs';
import type { Cluster, Hdfs, Spark } from '../environments/resolve-cluster';
import { resourceManager } from './processes/resource-manager';
import { resourceProps } from './workload/resource-props';
import { Workload } from './workload/workload';

/** Properties of a {@link SparkHead}. */
export interface SparkHeadProps {
  readonly cluster: Cluster;
  readonly hdfs: Hdfs;
  readonly spark: Spark;
}

/** Where applications of Spark are given their share of the cluster; with a quorum one of two is active. */
export class SparkHead extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster, hdfs, spark }: SparkHeadProps) {
    super(scope, id);
    this.workload = new Workload(this, spark.head.name, {
      ...resourceProps(spark.head),
      cluster,
      kind: 'StatefulSet',
      application: 'spark',
      processes: [resourceManager(cluster, hdfs, spark)],
    });
  }
}
