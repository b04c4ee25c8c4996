import { smallestHa } from '../environments/smallest';
import { bigDataCluster } from '../../stacks/big-data-cluster';
import { clusterOf } from '../environments/cluster';
import { writeProcesses } from './write-processes';

/**
 * HDFS with two NameNodes in a realm of its own.
 *
 *   jiti test/images/write-realm.ts DIRECTORY
 */
const { zookeeper, 'nmnode-0': nameNodes } = smallestHa.resources;
const cluster = clusterOf({
  ...smallestHa,
  security: 'kerberos',
  realm: { kind: 'internal' },
  resources: {
    kdc: { cpu: '100m', memory: '256Mi' },
    zookeeper,
    'nmnode-0': nameNodes,
    'storage-0': { type: 'Storage', replicas: 1, cpu: '100m', memory: '640Mi' },
  },
});
writeProcesses(
  process.argv[2]!,
  bigDataCluster(cluster).workloads.flatMap(({ spec }) => spec.processes),
);
