import { hadoop } from '../../images/hadoop/contract';
import { ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import type { Settings } from '../../environments/settings';
import { podHost, podNames } from '../workload/names';
import type { ConfigFile, Properties } from './config-file';
import { hadoopConfiguration } from './hadoop-configuration';

const defaultReplication = 3;

/**
 * Topology and storage of HDFS; the same file for NameNodes, DataNodes and clients, so that they cannot disagree.
 *
 * The process that loads it is told apart by the environment variables `POD_NAME` and `POD_HOST`.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-project-dist/hadoop-hdfs/hdfs-default.xml
 */
export function hdfsSite(cluster: Cluster, { settings }: Resource): ConfigFile {
  const { name: nameservice, nameNode } = cluster;
  const nameNodes = podNames(nameNode.name, nameNode.replicas);
  return hadoopConfiguration('hdfs-site.xml', {
    ...settings['hdfs-site'],
    'dfs.replication': String(replication(cluster, settings)),
    'dfs.nameservices': nameservice,
    'dfs.internal.nameservices': nameservice,
    [`dfs.ha.namenodes.${nameservice}`]: nameNodes.join(','),
    'dfs.ha.namenode.id': '${env.POD_NAME}',
    [`dfs.client.failover.proxy.provider.${nameservice}`]: 'org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider',
    ...Object.assign({}, ...nameNodes.map((id) => addresses(nameservice, id, podHost(cluster, nameNode.name, id)))),
    'dfs.namenode.rpc-bind-host': '0.0.0.0',
    'dfs.namenode.http-bind-host': '0.0.0.0',
    'dfs.namenode.name.dir': `file://${hadoop.nameDirectory}`,
    'dfs.datanode.data.dir': `file://${hadoop.blockDirectory}`,
    // The next pod may run as another user of the same group.
    'dfs.namenode.storage.dir.perm': '770',
    'dfs.datanode.data.dir.perm': '770',
    'dfs.datanode.address': `0.0.0.0:${ports['data-node']['dn-data']}`,
    'dfs.datanode.http.address': `0.0.0.0:${ports['data-node']['dn-http']}`,
    'dfs.datanode.ipc.address': `0.0.0.0:${ports['data-node']['dn-ipc']}`,
    // A pod keeps its name and not its address: DataNodes register under the name, and everybody reaches them by it.
    'dfs.datanode.hostname': '${env.POD_HOST}',
    'dfs.datanode.use.datanode.hostname': 'true',
    'dfs.client.use.datanode.hostname': 'true',
    // Pods have no reverse DNS entry before they are ready.
    'dfs.namenode.datanode.registration.ip-hostname-check': 'false',
  });
}

/** Copies of each block that HDFS keeps, unless a client asks for another number. */
export function replication({ storagePool }: Cluster, settings: Settings): number {
  return Number(settings['hdfs-site']?.['dfs.replication'] ?? Math.min(defaultReplication, storagePool.replicas));
}

function addresses(nameservice: string, id: string, host: string): Properties {
  return {
    [`dfs.namenode.rpc-address.${nameservice}.${id}`]: `${host}:${ports['name-node']['nn-rpc']}`,
    [`dfs.namenode.http-address.${nameservice}.${id}`]: `${host}:${ports['name-node']['nn-http']}`,
  };
}
