import type { EnvironmentInput } from './schema/environment';

/** HDFS and YARN with every head twice, on one machine: what takes over can be watched taking over. */
export const localHa = {
  name: 'local-ha',
  platform: { kind: 'kubernetes' },
  storage: { data: { size: '2Gi' }, logs: { size: '2Gi' } },
  resources: {
    zookeeper: { replicas: 3, cpu: '50m', memory: '512Mi' },
    'nmnode-0': { replicas: 2, cpu: '100m', memory: '640Mi' },
    'storage-0': { type: 'Storage', replicas: 2, cpu: '100m', memory: '640Mi', includeSpark: true, sparkCpu: '250m', sparkMemory: '2Gi' },
    sparkhead: {
      replicas: 2,
      cpu: '100m',
      memory: '640Mi',
      // Their image is not built yet, and everything here runs.
      includeLivy: false,
      includeHistory: false,
      includeMetastore: false,
    },
  },
} as const satisfies EnvironmentInput;
