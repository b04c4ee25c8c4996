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
  settings: {
    // The disk of whoever tests may be fuller than that of a node.
    'yarn-site.yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage': '100',
    // Time enough to read the logs, and not too much to see them go.
    'yarn-site.yarn.log-aggregation.retain-seconds': '120',
    'yarn-site.yarn.log-aggregation.retain-check-interval-seconds': '5',
  },
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
