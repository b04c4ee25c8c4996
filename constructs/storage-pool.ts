import { Construct } from 'constructs';
import type { Cluster, Hdfs, Resource } from '../environments/resolve-cluster';
import { sqlServer as sqlServerImage } from '../images/sql-server/contract';
import { replication } from './config/hdfs-site';
import { dataNode } from './processes/data-node';
import { nodeManager } from './processes/node-manager';
import { s3, s3Flows, s3Pool } from './processes/s3';
import { s3Port, s3Service } from '../environments/s3-over-hdfs';
import { sqlServer } from './processes/sql-server';
import { resourceProps } from './workload/resource-props';
import { Workload } from './workload/workload';

/** Properties of a {@link StoragePool}. */
export interface StoragePoolProps {
  readonly cluster: Cluster;
  readonly hdfs: Hdfs;
  readonly pool: Resource;
}

/** Pods that each hold a part of the blocks of HDFS; Spark and SQL Server can run beside them, where the data is. */
export class StoragePool extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster, hdfs, pool }: StoragePoolProps) {
    super(scope, id);
    const { spark, sql } = cluster;
    const withSpark = spark?.nodeManagerPools.find(({ name }) => name === pool.name);
    const withSql = sql?.storagePools.find(({ name }) => name === pool.name);
    const users = pool.name === s3Pool(hdfs).name ? hdfs.s3Users : [];
    const { volumes, ...props } = resourceProps(pool);
    const { data, logs, sql: sqlVolume } = volumes!;
    this.workload = new Workload(this, pool.name, {
      ...props,
      volumes: { data: data!, ...(withSpark && { logs: logs! }), ...(withSql && { sql: sqlVolume! }) },
      cluster,
      kind: 'StatefulSet',
      application: 'hdfs',
      processes: [
        dataNode(cluster, hdfs, pool),
        ...(spark && withSpark ? [nodeManager(cluster, hdfs, spark, withSpark)] : []),
        ...users.map((user) => s3(cluster, hdfs, pool, user)),
        ...(sql && withSql
          ? [
              sqlServer(cluster, sql, {
                pool: withSql,
                volumes: { sql: sqlServerImage.dataDirectory },
                connectsTo: s3Flows(cluster, 'sql'),
              }),
            ]
          : []),
      ],
      // The parts of an upload are known to the server that it began at.
      services: users.length > 0 ? { [s3Service]: { ports: users.map(s3Port), onePodPerCaller: true } } : undefined,
      maxUnavailable: maxUnavailableDataNodes(pool.replicas, replication(hdfs, pool.settings.hdfs)),
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
