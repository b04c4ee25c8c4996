import { hadoopPorts } from '../../environments/endpoints';
import type { Cluster, Hdfs, Spark } from '../../environments/resolve-cluster';
import { capacityScheduler } from '../config/capacity-scheduler';
import { clientJaas, jaasEnvironment } from '../config/jaas';
import { yarnSite } from '../config/yarn-site';
import { type Process, anyRuntimePort, perPod } from '../workload/process';
import { hdfsClientFlows } from './data-node';
import { hadoopProcess } from './hadoop-process';

/** Gives applications their share of the cluster. */
export function resourceManager(cluster: Cluster, hdfs: Hdfs, spark: Spark): Process {
  const { head, nodeManagerPools, quorum } = spark;
  const { realm } = cluster;
  const { cpu, cpuLimit, memory } = head;
  const settings = head.settings.spark;
  return {
    ...hadoopProcess(cluster, {
      command: 'resourceManager',
      options: 'YARN_RESOURCEMANAGER_OPTS',
      workload: head.name,
      principals: [perPod('yarn', 'yrsh'), perPod('HTTP', 'yrsh')],
      groups: true,
      cpu,
      cpuLimit,
      memory,
      settings,
      files: [yarnSite(cluster, spark, settings), capacityScheduler(settings), ...(realm && quorum ? [clientJaas(realm, 'yarn')] : [])],
    }),
    name: 'resource-manager',
    ports: hadoopPorts(cluster, 'resource-manager'),
    env: realm && quorum && jaasEnvironment,
    // The web server of a standby answers too; its callers find the active one by themselves.
    ready: { port: 'rm-http' },
    live: { port: 'rm-http' },
    connectsTo: [
      ...hdfsClientFlows(hdfs),
      // A standby that is asked something wants to know who is active.
      ...(quorum
        ? [
            { workload: quorum.name, ports: ['zk-client'] },
            { workload: head.name, ports: ['rm-admin'] },
          ]
        : []),
      // It starts the first container of an application, and shows the pages of a running one.
      ...nodeManagerPools.map(({ name }) => ({ workload: name, ports: ['nm-rpc', 'nm-http', anyRuntimePort] })),
    ],
  };
}
