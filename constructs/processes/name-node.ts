import { hadoop } from '../../images/hadoop/contract';
import { ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import type { Process } from '../workload/process';
import { hadoopProcess } from './hadoop-process';

/** Holds the directory tree of HDFS; it formats its volume once, at the first start. */
export function nameNode(cluster: Cluster, resource: Resource): Process {
  return {
    ...hadoopProcess(cluster, resource),
    name: 'name-node',
    args: hadoop.commands.nameNode,
    ports: ports['name-node'],
    // The RPC port opens when the image is loaded; safe mode is no reason to hide a NameNode from the DataNodes that end it.
    ready: { port: 'nn-rpc' },
    live: { path: '/jmx?qry=Hadoop:service=NameNode,name=NameNodeStatus', port: 'nn-http' },
    // Time to write what is in memory; see https://docs.stackable.tech/home/stable/hdfs/usage-guide/operations/graceful-shutdown
    graceSeconds: 15 * 60,
    volumes: { data: hadoop.dataDirectory },
  };
}
