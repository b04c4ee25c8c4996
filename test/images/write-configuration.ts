import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataNode } from '../../constructs/processes/data-node';
import { database } from '../../constructs/processes/database';
import { gateway } from '../../constructs/processes/gateway';
import { httpFs } from '../../constructs/processes/http-fs';
import { mlflow } from '../../constructs/processes/mlflow';
import { nameNode } from '../../constructs/processes/name-node';
import { notebooks } from '../../constructs/processes/notebooks';
import { s3 } from '../../constructs/processes/s3';
import { local } from '../../environments/local';
import { clusterOf } from '../environments/cluster';

/**
 * What the images are tested with: the configuration that a small environment renders, a directory for each process and its variables
 * in `<process>.variables`.
 *
 *   jiti test/images/write-configuration.ts DIRECTORY
 */
const directory = process.argv[2]!;
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
  mlflow(cluster, cluster.mlflow!),
  // Without Spark, which they need in an environment: what a session answers is the test's.
  notebooks(cluster, { ...cluster.mlflow!, name: 'notebooks' }, cluster.gateway!),
];
for (const { name, config, env = {} } of processes) {
  mkdirSync(join(directory, name), { recursive: true });
  for (const file of config?.files ?? []) writeFileSync(join(directory, name, file.name), file.content);
  const variables = Object.entries(env).map(([variable, value]) => `${variable}=${value}\n`);
  writeFileSync(join(directory, `${name}.variables`), variables.join(''));
}
