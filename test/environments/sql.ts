import type { EnvironmentInput } from '../../environments/schema/environment';

/** SQL Server without HDFS and Spark: the smallest cluster with all its pools. */
export const sqlAlone = {
  name: 'sql-alone',
  platform: { kind: 'kubernetes' },
  acceptEula: true,
  sql: { version: '2025', edition: 'EnterpriseDeveloper' },
  images: { sqlServer: { repository: 'registry.acme.example/mssql/server' } },
  resources: {
    master: { type: 'Master', cpu: '2', memory: '8Gi' },
    'compute-0': { type: 'Compute', replicas: 1, cpu: '2', memory: '4Gi' },
    'data-0': { type: 'Data', replicas: 2, cpu: '1', memory: '4Gi' },
  },
} as const satisfies EnvironmentInput;

/** Every part as often as in the original's kubeadm-prod. */
export const allParts = {
  ...sqlAlone,
  name: 'all-parts',
  resources: {
    master: { ...sqlAlone.resources.master, replicas: 3 },
    'compute-0': sqlAlone.resources['compute-0'],
    'data-0': sqlAlone.resources['data-0'],
    'nmnode-0': { replicas: 2, cpu: '1', memory: '2Gi' },
    zookeeper: { replicas: 3, cpu: '500m', memory: '1Gi' },
    'storage-0': {
      type: 'Storage',
      replicas: 3,
      cpu: '1',
      memory: '2Gi',
      includeSpark: true,
      sparkCpu: '4',
      sparkMemory: '8Gi',
      includeSql: true,
      sqlCpu: '1',
      sqlMemory: '4Gi',
    },
    sparkhead: { replicas: 2, cpu: '1', memory: '2Gi' },
  },
} as const satisfies EnvironmentInput;
