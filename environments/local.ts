import type { EnvironmentInput } from './schema/environment';

/** HDFS, Spark and what users meet of them, on one machine: the smallest whole cluster, for development and for the live tests. */
export const local = {
  name: 'local',
  platform: { kind: 'kubernetes' },
  storage: { data: { size: '2Gi' }, logs: { size: '4Gi' } },
  resources: {
    controller: { replicas: 1, cpu: '50m', memory: '192Mi' },
    database: { cpu: '50m', memory: '256Mi' },
    'nmnode-0': { cpu: '100m', memory: '640Mi' },
    'storage-0': {
      type: 'Storage',
      replicas: 1,
      cpu: '100m',
      memory: '640Mi',
      includeSpark: true,
      sparkCpu: '250m',
      sparkMemory: '6Gi',
      settings: {
        // Sessions wait most of the time: more of them than there are cores.
        'yarn-site.yarn.nodemanager.resource.cpu-vcores': '4',
        // The disk is that of the whole machine, and may well be nine tenths full.
        'yarn-site.yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage': '99',
      },
    },
    sparkhead: { cpu: '100m', memory: '640Mi', livyMemory: '512Mi', historyMemory: '640Mi', metastoreMemory: '640Mi' },
    gateway: { cpu: '100m', memory: '640Mi', httpFsMemory: '512Mi' },
    mlflow: { cpu: '50m', memory: '640Mi' },
  },
} as const satisfies EnvironmentInput;
