import { ports } from '../../environments/endpoints';
import { heapSize } from '../../environments/heap';
import type { Cluster, Hdfs, Spark } from '../../environments/resolve-cluster';
import { databaseSecret } from '../../environments/secrets';
import { hiveSite } from '../config/hive-site';
import type { Process } from '../workload/process';
import { databaseFlow } from './database';
import { sparkProcess } from './spark-process';
import { trust } from './tls';

/** Names and columns of tables, and where their files are; the drivers of sessions ask it. */
export function hiveMetastore(cluster: Cluster, hdfs: Hdfs, spark: Spark): Process {
  const { head } = spark;
  const login = databaseSecret('metastore');
  return {
    ...sparkProcess(cluster, hdfs, spark, {
      command: 'metastore',
      user: 'hive',
      cpu: '100m',
      memory: head.metastoreMemory,
      heap: heapSize(head.metastoreMemory),
      files: [hiveSite(cluster, head.settings.spark)],
      // It makes and removes the folders of tables, wherever they are.
      mounts: true,
      secrets: [
        trust,
        { secret: login, key: 'username', variable: 'DATABASE_USERNAME' },
        { secret: login, key: 'password', variable: 'DATABASE_PASSWORD' },
      ],
      connectsTo: [databaseFlow(cluster)],
    }),
    name: 'hive-metastore',
    ports: ports['hive-metastore'],
    ready: { port: 'hms-thrift' },
    live: { port: 'hms-thrift' },
    principals: [{ service: 'hive', account: 'hvsh', perPod: true }],
  };
}
