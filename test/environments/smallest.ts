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
