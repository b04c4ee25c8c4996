import { aksDevTest } from './aks-dev-test';
import type { EnvironmentInput } from './schema/environment';

/** Every head more than once, on AKS: development and test of what takes over. */
export const aksDevTestHa = {
  ...aksDevTest,
  name: 'aks-dev-test-ha',
  resources: {
    ...aksDevTest.resources,
    controller: { replicas: 2, cpu: '250m', memory: '512Mi' },
    appproxy: { replicas: 2, cpu: '250m', memory: '256Mi' },
    master: { type: 'Master', replicas: 3, cpu: '2', memory: '8Gi' },
    zookeeper: { replicas: 3, cpu: '250m', memory: '1Gi' },
    'nmnode-0': { replicas: 2, cpu: '500m', memory: '2Gi' },
    'storage-0': { ...aksDevTest.resources['storage-0'], replicas: 3 },
    sparkhead: { replicas: 2, cpu: '500m', memory: '2Gi' },
    gateway: { replicas: 2, cpu: '500m', memory: '2Gi' },
    mlflow: { replicas: 2, cpu: '250m', memory: '1Gi' },
  },
  services: { ...aksDevTest.services, hdfs: { settings: { 'hdfs-site.dfs.replication': '3' } } },
} as const satisfies EnvironmentInput;
