import type { EnvironmentInput } from '../../environments/schema/environment';
import { sqlAlone } from './sql';

/** Spark with all that users meet of it, on one head each and a database of the cluster's own. */
export const sparkParts = {
  name: 'spark-parts',
  platform: { kind: 'kubernetes' },
  resources: {
    database: { cpu: '250m', memory: '1Gi' },
    'nmnode-0': { cpu: '1', memory: '2Gi' },
    'storage-0': { type: 'Storage', replicas: 2, cpu: '1', memory: '2Gi', includeSpark: true, sparkCpu: '2', sparkMemory: '4Gi' },
    sparkhead: { cpu: '500m', memory: '1Gi' },
    mlflow: { cpu: '250m', memory: '1Gi' },
  },
} as const satisfies EnvironmentInput;

/** The same with heads that take over, SQL Server that reads HDFS, and a second pool of each kind. */
export const sparkTwice = {
  ...sqlAlone,
  name: 'spark-twice',
  resources: {
    ...sqlAlone.resources,
    ...sparkParts.resources,
    zookeeper: { replicas: 3, cpu: '500m', memory: '1Gi' },
    'nmnode-0': { replicas: 2, cpu: '1', memory: '2Gi' },
    'storage-0': { ...sparkParts.resources['storage-0'], includeSql: true, sqlCpu: '1', sqlMemory: '4Gi' },
    'storage-1': { type: 'Storage', replicas: 1, cpu: '1', memory: '2Gi' },
    'spark-0': { type: 'Spark', replicas: 2, cpu: '4', memory: '8Gi' },
    sparkhead: { replicas: 2, cpu: '500m', memory: '1Gi' },
    mlflow: { replicas: 2, cpu: '250m', memory: '1Gi' },
  },
} as const satisfies EnvironmentInput;

/** Database, store and tracking server are outside; the cluster has none of its own. */
export const outsideParts = {
  name: 'outside-parts',
  platform: { kind: 'kubernetes' },
  secrets: { 'database-metastore': { from: 'existing', name: 'corporate-metastore' } },
  databaseServer: { host: 'postgres.acme.example', port: 6432, ranges: ['192.0.2.0/28'] },
  trackingServer: { url: 'https://mlflow.acme.example', credentials: 'corporate-mlflow', ranges: ['198.51.100.7/32'] },
  resources: {
    'nmnode-0': sparkParts.resources['nmnode-0'],
    'storage-0': sparkParts.resources['storage-0'],
    sparkhead: sparkParts.resources.sparkhead,
  },
} as const satisfies EnvironmentInput;
