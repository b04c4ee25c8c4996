import { dataNode } from '../../constructs/processes/data-node';
import { database } from '../../constructs/processes/database';
import { gateway } from '../../constructs/processes/gateway';
import { hiveMetastore } from '../../constructs/processes/hive-metastore';
import { httpFs } from '../../constructs/processes/http-fs';
import { livy } from '../../constructs/processes/livy';
import { mlflow } from '../../constructs/processes/mlflow';
import { nameNode } from '../../constructs/processes/name-node';
import { nodeManager } from '../../constructs/processes/node-manager';
import { notebooks } from '../../constructs/processes/notebooks';
import { resourceManager } from '../../constructs/processes/resource-manager';
import { s3 } from '../../constructs/processes/s3';
import { sparkHistory } from '../../constructs/processes/spark-history';
import { smallest } from '../environments/smallest';
import { clusterOf } from '../environments/cluster';
import { writeProcesses } from './write-processes';

/**
 * A small cluster of which every part is built.
 *
 *   jiti test/images/write-configuration.ts DIRECTORY [--mounts]
 *
 * With `--mounts` the store of `images/test-platform` is in HDFS.
 */
const [directory, ...options] = process.argv.slice(2);
const cluster = clusterOf({
  // The disk of whoever runs the tests may be as full as he likes.
  settings: { 'yarn-site.yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage': '100' },
  ...(options.includes('--mounts') && {
    mounts: { archive: { remote: 's3a://archive/2019', endpoint: 'https://store.acme.example:9443', credentials: 'archive-credentials' } },
  }),
  resources: {
    ...smallest.resources,
    'storage-0': { ...smallest.resources['storage-0'], includeSpark: true, sparkCpu: '4', sparkMemory: '12Gi' },
    sparkhead: { cpu: '100m', memory: '640Mi' },
    gateway: { cpu: '500m', memory: '1Gi', httpFsMemory: '512Mi' },
    mlflow: { cpu: '100m', memory: '512Mi' },
    database: { cpu: '100m', memory: '512Mi' },
  },
});
const hdfs = cluster.hdfs!;
const spark = cluster.spark!;
const pool = hdfs.storagePools[0]!;
const processes = [
  nameNode(cluster, hdfs),
  dataNode(cluster, hdfs, pool),
  httpFs(cluster, hdfs, cluster.gateway!),
  gateway(cluster, hdfs, cluster.gateway!),
  s3(cluster, hdfs, pool, 'mlflow'),
  s3(cluster, hdfs, pool, 'sql'),
  database(cluster, cluster.database!),
  resourceManager(cluster, hdfs, spark),
  nodeManager(cluster, hdfs, spark, spark.nodeManagerPools[0]!),
  livy(cluster, hdfs, spark),
  sparkHistory(cluster, hdfs, spark),
  hiveMetastore(cluster, hdfs, spark),
  mlflow(cluster, cluster.mlflow!),
  // Without Spark, which they need in an environment: what a session answers is the test's.
  notebooks(cluster, { ...cluster.mlflow!, name: 'notebooks' }, cluster.gateway!),
];
writeProcesses(directory!, processes);
