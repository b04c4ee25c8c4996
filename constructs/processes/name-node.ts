import { hadoop } from '../../images/hadoop/contract';
import { ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import type { Process } from '../workload/process';
import { hadoopFiles } from './hadoop-files';

/** Holds the directory tree of HDFS; it formats its volume once, at the first start. */
export function nameNode(cluster: Cluster, resource: Resource): Process {
  return {
    name: 'name-node',
    image: cluster.images.hadoop,
    args: hadoop.commands.nameNode,
    ports: ports['name-node'],
    cpu: resource.cpu,
    cpuLimit: resource.cpuLimit,
    memory: resource.memory,
    // The RPC port opens when the image is loaded; safe mode is no reason to hide a NameNode from the DataNodes that end it.
    ready: { port: 'nn-rpc' },
    live: { path: '/jmx?qry=Hadoop:service=NameNode,name=NameNodeStatus', port: 'nn-http' },
    // Time to write what is in memory; see https://docs.stackable.tech/home/stable/hdfs/usage-guide/operations/graceful-shutdown
    graceSeconds: 15 * 60,
    config: { directory: hadoop.configDirectory, files: hadoopFiles(cluster, resource) },
    volumes: { data: hadoop.dataDirectory },
    writableDirectories: hadoop.writableDirectories,
  };
}
