import type { EnvironmentInput } from '../../environments/schema/environment';

/** HDFS alone: the smallest cluster, for tests that say what they need besides. */
export const smallest = {
  name: 'local',
  platform: { kind: 'kubernetes' },
  storage: { data: { size: '2Gi' } },
  resources: {
    'nmnode-0': { cpu: '100m', memory: '640Mi' },
    'storage-0': { type: 'Storage', replicas: 1, cpu: '100m', memory: '640Mi' },
  },
} as const satisfies EnvironmentInput;

/** HDFS and YARN with every head twice, and nothing else. */
export const smallestHa = {
  name: 'local-ha',
  platform: { kind: 'kubernetes' },
  storage: { data: { size: '2Gi' }, logs: { size: '2Gi' } },
  resources: {
    zookeeper: { replicas: 3, cpu: '50m', memory: '512Mi' },
    'nmnode-0': { replicas: 2, cpu: '100m', memory: '640Mi' },
    'storage-0': { type: 'Storage', replicas: 2, cpu: '100m', memory: '640Mi', includeSpark: true, sparkCpu: '250m', sparkMemory: '2Gi' },
    sparkhead: { replicas: 2, cpu: '100m', memory: '640Mi', includeLivy: false, includeHistory: false, includeMetastore: false },
  },
} as const satisfies EnvironmentInput;
