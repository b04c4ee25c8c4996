import type { EnvironmentInput } from './schema/environment';

/** HDFS on one machine: the smallest cluster, for development and for the live tests. */
export const local = {
  name: 'local',
  platform: { kind: 'kubernetes' },
  storage: { data: { size: '2Gi' } },
  resources: {
    'nmnode-0': { cpu: '100m', memory: '640Mi' },
    'storage-0': { type: 'Storage', replicas: 1, cpu: '100m', memory: '640Mi' },
  },
} as const satisfies EnvironmentInput;
