import { hadoopPorts } from '../../environments/endpoints';
import type { Cluster, Hdfs, Resource } from '../../environments/resolve-cluster';
import { poolNumberOf } from '../../environments/schema/resources';
import { hadoop } from '../../images/hadoop/contract';
import { type Process, perPod } from '../workload/process';
import { hadoopProcess, webProbe } from './hadoop-process';

/** Holds blocks of HDFS. */
export function dataNode(cluster: Cluster, hdfs: Hdfs, pool: Resource): Process {
  const { cpu, cpuLimit, memory, settings } = pool;
  const account = dataNodeAccount(pool);
  return {
    ...hadoopProcess(cluster, {
      command: 'dataNode',
      options: 'HDFS_DATANODE_OPTS',
      workload: pool.name,
      principals: [perPod('hdfs', account), perPod('HTTP', account)],
      cpu,
      cpuLimit,
      memory,
      settings: settings.hdfs,
    }),
    name: 'data-node',
    ports: hadoopPorts(cluster, 'data-node'),
    ready: { port: 'dn-ipc' },
    live: webProbe(cluster, 'dn-http', '/jmx?qry=Hadoop:service=DataNode,name=DataNodeInfo'),
    graceSeconds: 30 * 60,
    volumes: { data: hadoop.dataDirectory },
    // Pipelines of copies run between DataNodes, in every direction.
    connectsTo: hdfsClientFlows(hdfs),
  };
}

/** Code of the accounts of the DataNodes in `pool`. */
export function dataNodeAccount({ name }: Resource): string {
  return `hdt${poolNumberOf(name)}`;
}

/** Flows of whoever reads and writes files in HDFS. */
export function hdfsClientFlows({ nameNode, storagePools }: Hdfs) {
  return [
    { workload: nameNode.name, ports: ['nn-rpc'] },
    ...storagePools.map(({ name }) => ({ workload: name, ports: ['dn-data', 'dn-ipc'] })),
  ];
}
