import { local } from '../../environments/local';
import { bigDataCluster } from '../../stacks/big-data-cluster';
import { clusterOf } from '../environments/cluster';
import { writeProcesses } from './write-processes';

/**
 * HDFS and YARN with every head once.
 *
 *   jiti test/images/write-yarn.ts DIRECTORY
 */
const { 'nmnode-0': nameNode, 'storage-0': storage } = local.resources;
const cluster = clusterOf({
  // The disk of whoever tests may be fuller than that of a node.
  settings: { 'yarn-site.yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage': '100' },
  resources: {
    'nmnode-0': nameNode,
    'storage-0': { ...storage, includeSpark: true, sparkCpu: '2', sparkMemory: '3Gi' },
    sparkhead: { cpu: '100m', memory: '640Mi', includeLivy: false, includeHistory: false, includeMetastore: false },
  },
});
writeProcesses(
  process.argv[2]!,
  bigDataCluster(cluster).workloads.flatMap(({ spec }) => spec.processes),
);
