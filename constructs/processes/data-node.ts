import { hadoop } from '../../images/hadoop/contract';
import { ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import type { Process } from '../workload/process';
import { hadoopFiles } from './hadoop-files';

/** Holds blocks of HDFS. */
export function dataNode(cluster: Cluster, resource: Resource): Process {
  return {
    name: 'data-node',
    image: cluster.images.hadoop,
    args: hadoop.commands.dataNode,
    ports: ports['data-node'],
    cpu: resource.cpu,
    cpuLimit: resource.cpuLimit,
    memory: resource.memory,
    ready: { port: 'dn-ipc' },
    live: { path: '/jmx?qry=Hadoop:service=DataNode,name=DataNodeInfo', port: 'dn-http' },
    graceSeconds: 30 * 60,
    config: { directory: hadoop.configDirectory, files: hadoopFiles(cluster, resource) },
    volumes: { data: hadoop.dataDirectory },
    writableDirectories: hadoop.writableDirectories,
    // Pipelines of copies run between DataNodes, in every direction.
    connectsTo: [
      { workload: cluster.nameNode.name, ports: ['nn-rpc'] },
      { workload: cluster.storagePool.name, ports: ['dn-data', 'dn-ipc'] },
    ],
  };
}
