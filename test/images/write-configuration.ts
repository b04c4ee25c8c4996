import { dataNode } from '../../constructs/processes/data-node';
import { database } from '../../constructs/processes/database';
import { gateway } from '../../constructs/processes/gateway';
import { httpFs } from '../../constructs/processes/http-fs';
import { nameNode } from '../../constructs/processes/name-node';
import { s3 } from '../../constructs/processes/s3';
import { local } from '../../environments/local';
import { clusterOf } from '../environments/cluster';
import { writeProcesses } from './write-processes';

/**
 * A small cluster of which every part is built.
 *
 *   jiti test/images/write-configuration.ts DIRECTORY
 */
const cluster = clusterOf({
  resources: {
    ...local.resources,
    gateway: { cpu: '500m', memory: '1Gi', httpFsMemory: '512Mi' },
    mlflow: { cpu: '100m', memory: '512Mi' },
    database: { cpu: '100m', memory: '512Mi' },
  },
});
const hdfs = cluster.hdfs!;
const pool = hdfs.storagePools[0]!;
const processes = [
  nameNode(cluster, hdfs),
  dataNode(cluster, hdfs, pool),
  httpFs(cluster, hdfs, cluster.gateway!),
  gateway(cluster, hdfs, cluster.gateway!),
  s3(cluster, hdfs, pool, 'mlflow'),
  s3(cluster, hdfs, pool, 'sql'),
  database(cluster, cluster.database!),
];
writeProcesses(process.argv[2]!, processes);
