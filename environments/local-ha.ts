import type { EnvironmentInput } from './schema/environment';

/** `local` with every head twice, on one machine: what takes over can be watched taking over. */
export const localHa = {
  name: 'local-ha',
  platform: { kind: 'kubernetes' },
  storage: { data: { size: '2Gi' }, logs: { size: '4Gi' } },
  resources: {
    controller: { replicas: 2, cpu: '25m', memory: '192Mi' },
    database: { cpu: '25m', memory: '256Mi' },
    zookeeper: { replicas: 3, cpu: '25m', memory: '512Mi' },
    'nmnode-0': { replicas: 2, cpu: '25m', memory: '512Mi' },
    'storage-0': {
      type: 'Storage',
      replicas: 2,
      cpu: '25m',
      memory: '512Mi',
      includeSpark: true,
      sparkCpu: '50m',
      sparkMemory: '3584Mi',
      settings: {
        // Sessions wait most of the time: more of them than there are cores.
        'yarn-site.yarn.nodemanager.resource.cpu-vcores': '4',
        // The disk is that of the whole machine, and may well be nine tenths full.
        'yarn-site.yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage': '99',
      },
    },
    sparkhead: { replicas: 2, cpu: '25m', memory: '512Mi', livyMemory: '512Mi', historyMemory: '512Mi', metastoreMemory: '512Mi' },
    gateway: { replicas: 2, cpu: '25m', memory: '512Mi', httpFsMemory: '512Mi' },
    mlflow: { cpu: '25m', memory: '640Mi' },
  },
} as const satisfies EnvironmentInput;
