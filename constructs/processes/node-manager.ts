import { ports, runtimePorts } from '../../environments/endpoints';
import { nodeManagerHeap } from '../../environments/node-manager-memory';
import type { Cluster, Hdfs, NodeManagerPool, Spark } from '../../environments/resolve-cluster';
import { hadoop } from '../../images/hadoop/contract';
import { mountFlows } from '../config/mounts';
import { yarnSite } from '../config/yarn-site';
import { type Process, anyRuntimePort } from '../workload/process';
import { hdfsClientFlows } from './data-node';
import { hadoopProcess } from './hadoop-process';

/** Runs the containers of applications; they share its memory, and end with it. */
export function nodeManager(cluster: Cluster, hdfs: Hdfs, spark: Spark, pool: NodeManagerPool): Process {
  const { head, nodeManagerPools } = spark;
  const settings = pool.settings.spark;
  return {
    ...hadoopProcess(cluster, {
      command: 'nodeManager',
      options: 'YARN_NODEMANAGER_OPTS',
      cpu: pool.sparkCpu,
      cpuLimit: pool.cpuLimit,
      memory: pool.sparkMemory,
      heap: nodeManagerHeap(pool),
      settings,
      files: [yarnSite(cluster, spark, settings, pool)],
      // What applications read is what the NodeManager fetches for them, and their own configuration comes from it.
      mounts: true,
    }),
    name: 'node-manager',
    ports: ports['node-manager'],
    runtimePorts,
    // Ready means that it serves, not that a ResourceManager has heard of it.
    ready: { port: 'nm-http' },
    live: { path: '/ws/v1/node/info', port: 'nm-http' },
    graceSeconds: 60,
    volumes: { logs: hadoop.localDirectory },
    connectsTo: [
      ...hdfsClientFlows(hdfs),
      { workload: head.name, ports: ['rm-rpc', 'rm-scheduler', 'rm-tracker'] },
      // Drivers and executors call each other wherever they run.
      ...nodeManagerPools.map(({ name }) => ({ workload: name, ports: ['nm-rpc', anyRuntimePort] })),
      ...mountFlows(cluster),
    ],
  };
}
