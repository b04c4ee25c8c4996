import { kubeadmDevTest } from './kubeadm-dev-test';
import type { EnvironmentInput } from './schema/environment';

/** Every head more than once, on Kubernetes of one's own: production. */
export const kubeadmProd = {
  ...kubeadmDevTest,
  name: 'kubeadm-prod',
  production: true,
  // A realm of its own; whoever has Active Directory names the domain instead.
  security: 'kerberos',
  realm: { kind: 'internal' },
  sql: { version: '2025', edition: 'Enterprise' },
  resources: {
    ...kubeadmDevTest.resources,
    controller: { replicas: 2, cpu: '250m', memory: '512Mi' },
    kdc: { cpu: '100m', memory: '256Mi' },
    appproxy: { replicas: 2, cpu: '250m', memory: '256Mi' },
    master: { type: 'Master', replicas: 3, cpu: '4', memory: '16Gi' },
    'compute-0': { type: 'Compute', replicas: 1, cpu: '2', memory: '8Gi' },
    'data-0': { type: 'Data', replicas: 2, cpu: '2', memory: '8Gi' },
    zookeeper: { replicas: 3, cpu: '500m', memory: '2Gi' },
    'nmnode-0': { replicas: 2, cpu: '1', memory: '4Gi' },
    'storage-0': { type: 'Storage', replicas: 3, cpu: '1', memory: '4Gi', includeSpark: true, sparkCpu: '6', sparkMemory: '22Gi' },
    sparkhead: { replicas: 2, cpu: '1', memory: '4Gi' },
    gateway: { replicas: 2, cpu: '1', memory: '3Gi' },
    mlflow: { replicas: 2, cpu: '250m', memory: '1Gi' },
  },
  services: {
    hdfs: { settings: { 'hdfs-site.dfs.replication': '3' } },
    spark: {
      settings: {
        ...kubeadmDevTest.services.spark.settings,
        'yarn-site.yarn.nodemanager.resource.memory-mb': '18432',
        'yarn-site.yarn.nodemanager.resource.cpu-vcores': '6',
        'yarn-site.yarn.scheduler.maximum-allocation-mb': '18432',
        'yarn-site.yarn.scheduler.maximum-allocation-vcores': '6',
      },
    },
  },
} as const satisfies EnvironmentInput;
