import { hadoopPorts } from '../../environments/endpoints';
import type { Cluster, Hdfs } from '../../environments/resolve-cluster';
import { hadoop } from '../../images/hadoop/contract';
import { hdfsDirectories } from '../config/hdfs-directories';
import { type Process, perPod } from '../workload/process';
import { hadoopProcess, webProbe } from './hadoop-process';

/** Holds the directory tree of HDFS; it formats its volume once, at the first start. */
export function nameNode(cluster: Cluster, { nameNode: resource, quorum }: Hdfs): Process {
  const { cpu, cpuLimit, memory, settings } = resource;
  const process = hadoopProcess(cluster, {
    command: 'nameNode',
    options: 'HDFS_NAMENODE_OPTS',
    workload: resource.name,
    principals: [perPod('hdfs', 'hdnn'), perPod('HTTP', 'hdnn')],
    groups: true,
    cpu,
    cpuLimit,
    memory,
    settings: settings.hdfs,
    files: [hdfsDirectories(cluster)],
  });
  return {
    ...process,
    name: 'name-node',
    args: [...process.args, ...(quorum ? ['--shared-edits'] : [])],
    ports: hadoopPorts(cluster, 'name-node'),
    // The RPC port opens when the image is loaded; safe mode is no reason to hide a NameNode from the DataNodes that end it.
    ready: { port: 'nn-rpc' },
    live: webProbe(cluster, 'nn-http', '/jmx?qry=Hadoop:service=NameNode,name=NameNodeStatus'),
    // Time to write what is in memory; see https://docs.stackable.tech/home/stable/hdfs/usage-guide/operations/graceful-shutdown
    graceSeconds: 15 * 60,
    volumes: { data: hadoop.dataDirectory },
    connectsTo: quorum && [
      { workload: quorum.name, ports: ['jn-rpc', 'jn-http'] },
      // A standby asks the active one for its image, and hands it back what it merged.
      { workload: resource.name, ports: ['nn-rpc', 'nn-http'] },
    ],
  };
}
