import type { EnvironmentInput } from './schema/environment';

/** Every part once, on Kubernetes of one's own: development and test. */
export const kubeadmDevTest = {
  name: 'kubeadm-dev-test',
  platform: { kind: 'kubernetes' },
  // Microsoft's repository without its registry: the environment that is applied names the registry, or a mirror of it.
  images: { sqlServer: { repository: 'mssql/server' } },
  sql: { version: '2025', edition: 'EnterpriseDeveloper' },
  storage: { data: { size: '15Gi' }, logs: { size: '10Gi' } },
  resources: {
    controller: { replicas: 1, cpu: '250m', memory: '512Mi' },
    database: { cpu: '250m', memory: '1Gi' },
    appproxy: { replicas: 1, cpu: '250m', memory: '256Mi' },
    master: { type: 'Master', replicas: 1, cpu: '2', memory: '8Gi' },
    'compute-0': { type: 'Compute', replicas: 1, cpu: '1', memory: '4Gi' },
    'data-0': { type: 'Data', replicas: 2, cpu: '1', memory: '4Gi' },
    'nmnode-0': { replicas: 1, cpu: '500m', memory: '2Gi' },
    'storage-0': { type: 'Storage', replicas: 2, cpu: '500m', memory: '2Gi', includeSpark: true, sparkCpu: '2', sparkMemory: '10Gi' },
    sparkhead: { replicas: 1, cpu: '500m', memory: '2Gi' },
    gateway: { replicas: 1, cpu: '500m', memory: '2Gi' },
    mlflow: { replicas: 1, cpu: '250m', memory: '1Gi' },
    notebooks: { cpu: '500m', memory: '2Gi' },
  },
  services: {
    hdfs: { settings: { 'hdfs-site.dfs.replication': '2' } },
    spark: {
      settings: {
        'spark-defaults-conf.spark.driver.memory': '2g',
        'spark-defaults-conf.spark.driver.cores': '1',
        'spark-defaults-conf.spark.executor.instances': '3',
        'spark-defaults-conf.spark.executor.memory': '1536m',
        'spark-defaults-conf.spark.executor.cores': '1',
      },
    },
  },
} as const satisfies EnvironmentInput;
