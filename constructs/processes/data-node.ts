import { hadoop } from '../../images/hadoop/contract';
import { ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import type { Process } from '../workload/process';
import { hadoopProcess } from './hadoop-process';

/** Holds blocks of HDFS. */
export function dataNode(cluster: Cluster, resource: Resource): Process {
  return {
    ...hadoopProcess(cluster, resource),
    name: 'data-node',
    args: hadoop.commands.dataNode,
    ports: ports['data-node'],
    ready: { port: 'dn-ipc' },
    live: { path: '/jmx?qry=Hadoop:service=DataNode,name=DataNodeInfo', port: 'dn-http' },
    graceSeconds: 30 * 60,
    volumes: { data: hadoop.dataDirectory },
    // Pipelines of copies run between DataNodes, in every direction.
    connectsTo: [
      { workload: cluster.nameNode.name, ports: ['nn-rpc'] },
      { workload: cluster.storagePool.name, ports: ['dn-data', 'dn-ipc'] },
    ],
  };
}
