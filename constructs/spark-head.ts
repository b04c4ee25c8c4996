import { Construct } from 'constructs';
import type { Cluster, Hdfs, Spark } from '../environments/resolve-cluster';
import { hiveMetastore } from './processes/hive-metastore';
import { livy } from './processes/livy';
import { resourceManager } from './processes/resource-manager';
import { sparkHistory } from './processes/spark-history';
import { resourceProps } from './workload/resource-props';
import { Workload } from './workload/workload';

/** Properties of a {@link SparkHead}. */
export interface SparkHeadProps {
  readonly cluster: Cluster;
  readonly hdfs: Hdfs;
  readonly spark: Spark;
}

/** Where applications of Spark are given their share of the cluster, and what users meet of it; with a quorum one of two ResourceManagers is active. */
export class SparkHead extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster, hdfs, spark }: SparkHeadProps) {
    super(scope, id);
    const { includeLivy, includeHistory } = spark.head;
    this.workload = new Workload(this, spark.head.name, {
      ...resourceProps(spark.head),
      cluster,
      kind: 'StatefulSet',
      application: 'spark',
      processes: [
        resourceManager(cluster, hdfs, spark),
        ...(includeLivy ? [livy(cluster, hdfs, spark)] : []),
        ...(includeHistory ? [sparkHistory(cluster, hdfs, spark)] : []),
        ...(spark.hasMetastore ? [hiveMetastore(cluster, hdfs, spark)] : []),
      ],
    });
  }
}
