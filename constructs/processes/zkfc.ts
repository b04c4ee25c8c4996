import { ports } from '../../environments/endpoints';
import type { Cluster, Hdfs, Resource } from '../../environments/resolve-cluster';
import { clientJaas, jaasEnvironment } from '../config/jaas';
import { type Process, perPod } from '../workload/process';
import { hadoopProcess } from './hadoop-process';

/** Watches the NameNode beside it and holds the lock in ZooKeeper that makes it the active one. */
export function zkfc(cluster: Cluster, { nameNode }: Hdfs, quorum: Resource): Process {
  const { realm } = cluster;
  return {
    ...hadoopProcess(cluster, {
      command: 'zkfc',
      options: 'HDFS_ZKFC_OPTS',
      workload: nameNode.name,
      principals: [perPod('hdfs', 'hdnn')],
      cpu: '50m',
      memory: '320Mi',
      heap: 96,
      settings: nameNode.settings.hdfs,
      files: realm ? [clientJaas(realm, 'hdfs')] : [],
    }),
    name: 'zkfc',
    ports: ports.zkfc,
    env: realm && jaasEnvironment,
    ready: { port: 'zkfc-rpc' },
    live: { port: 'zkfc-rpc' },
    connectsTo: [
      { workload: quorum.name, ports: ['zk-client'] },
      // It tells the other NameNode to step back, through that one's own controller if there is one.
      { workload: nameNode.name, ports: ['nn-rpc', 'zkfc-rpc'] },
    ],
  };
}
