import type { EnvironmentInput } from '../../environments/schema/environment';

/** Every door beside those of SQL Server, with what they need; packages of applications are in a store outside. */
export const doors = {
  name: 'doors',
  platform: { kind: 'kubernetes', storageClass: 'fast' },
  resources: {
    'nmnode-0': { replicas: 2, cpu: '500m', memory: '1Gi' },
    zookeeper: { replicas: 3, cpu: '250m', memory: '512Mi' },
    'storage-0': { type: 'Storage', replicas: 3, cpu: '500m', memory: '1Gi', includeSpark: true, sparkCpu: '2', sparkMemory: '4Gi' },
    sparkhead: { replicas: 2, cpu: '500m', memory: '1Gi', includeLivy: false, includeHistory: false, includeMetastore: false },
    controller: { cpu: '250m', memory: '512Mi' },
    gateway: { replicas: 2, cpu: '500m', memory: '1Gi' },
    appproxy: { replicas: 2, cpu: '100m', memory: '256Mi' },
  },
  mounts: {
    lake: { remote: 'abfss://data@acme.dfs.core.windows.net/raw', credentials: 'lake-credentials' },
    archive: {
      remote: 's3a://archive/2019',
      endpoint: 'https://s3.acme.example:9000',
      credentials: 'archive-credentials',
      ranges: ['192.0.2.0/24'],
    },
    old: { remote: 'hdfs://name-node.old.acme.example:8020/data' },
  },
  objectStore: { endpoint: 'https://s3.acme.example:9000', bucket: 'apps', credentials: 'store-credentials', ranges: ['192.0.2.0/24'] },
  apps: {
    add: {
      version: 'v1',
      runtime: 'Python',
      src: './add.py',
      entrypoint: 'add',
      package: 'add/v1.zip',
      inputs: { x: 'int', y: 'int' },
      output: { result: 'int' },
    },
    houses: { version: 'v2', runtime: 'Onnx', src: './model.onnx', package: 'houses/v2.zip', replicas: 2, poolsize: 4 },
  },
  endpoints: {
    controller: { dnsName: 'control.bdc.acme.example' },
    gateway: { dnsName: 'gateway.bdc.acme.example' },
  },
} as const satisfies EnvironmentInput;
