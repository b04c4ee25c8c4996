import { ports } from '../../environments/endpoints';
import type { Cluster, Hdfs, Resource } from '../../environments/resolve-cluster';
import { hadoop } from '../../images/hadoop/contract';
import type { Process } from '../workload/process';
import { hadoopProcess } from './hadoop-process';

/** Holds blocks of HDFS. */
export function dataNode(cluster: Cluster, hdfs: Hdfs, pool: Resource): Process {
  const { cpu, cpuLimit, memory, settings } = pool;
  return {
    ...hadoopProcess(cluster, { command: 'dataNode', options: 'HDFS_DATANODE_OPTS', cpu, cpuLimit, memory, settings: settings.hdfs }),
    name: 'data-node',
    ports: ports['data-node'],
    ready: { port: 'dn-ipc' },
    live: { path: '/jmx?qry=Hadoop:service=DataNode,name=DataNodeInfo', port: 'dn-http' },
    graceSeconds: 30 * 60,
    volumes: { data: hadoop.dataDirectory },
    // Pipelines of copies run between DataNodes, in every direction.
    connectsTo: hdfsClientFlows(hdfs),
  };
}

/** Flows of whoever reads and writes files in HDFS. */
export function hdfsClientFlows({ nameNode, storagePools }: Hdfs) {
  return [
    { workload: nameNode.name, ports: ['nn-rpc'] },
    ...storagePools.map(({ name }) => ({ workload: name, ports: ['dn-data', 'dn-ipc'] })),
  ];
}
