import { hadoopPorts, ports } from '../../environments/endpoints';
import type { Cluster, Hdfs, Resource } from '../../environments/resolve-cluster';
import type { Settings } from '../../environments/settings';
import { hadoop } from '../../images/hadoop/contract';
import { roles } from '../../environments/realm';
import { podHost, podNames } from '../../environments/host-names';
import type { ConfigFile, Properties } from './config-file';
import { hadoopConfiguration } from './hadoop-configuration';
import { hdfsClientKerberos, hdfsKerberos, journalKerberos } from './hdfs-kerberos';

const defaultReplication = 3;

/**
 * Topology and storage of HDFS; the same file for NameNodes, DataNodes and JournalNodes, so that they cannot disagree.
 *
 * The process that loads it is told apart by the environment variables `POD_NAME` and `POD_HOST`.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-project-dist/hadoop-hdfs/hdfs-default.xml
 */
export function hdfsSite(cluster: Cluster, hdfs: Hdfs, settings: Settings): ConfigFile {
  const { realm } = cluster;
  return hadoopConfiguration('hdfs-site.xml', {
    // A DataNode that missed its heartbeats for half a minute is asked last.
    'dfs.namenode.avoid.read.stale.datanode': 'true',
    'dfs.namenode.avoid.write.stale.datanode': 'true',
    // As in a realm; whose groups those are, see `user-groups.ts`.
    'dfs.permissions.superusergroup': roles.admins,
    ...settings['hdfs-site'],
    ...topology(cluster, hdfs, settings),
    ...(hdfs.quorum && failover(cluster, hdfs.quorum)),
    'dfs.internal.nameservices': cluster.name,
    'dfs.ha.namenode.id': '${env.POD_NAME}',
    'dfs.namenode.rpc-bind-host': '0.0.0.0',
    'dfs.namenode.plugins': hadoop.directoriesPlugin,
    ...(realm ? hdfsKerberos(cluster, realm) : plainWebPages),
    'dfs.namenode.name.dir': `file://${hadoop.nameDirectory}`,
    'dfs.datanode.data.dir': `file://${hadoop.blockDirectory}`,
    // The next pod may run as another user of the same group.
    'dfs.namenode.storage.dir.perm': '770',
    'dfs.datanode.data.dir.perm': '770',
    'dfs.datanode.address': `0.0.0.0:${ports['data-node']['dn-data']}`,
    'dfs.datanode.ipc.address': `0.0.0.0:${ports['data-node']['dn-ipc']}`,
    // A pod keeps its name and not its address: DataNodes register under the name, and everybody reaches them by it.
    'dfs.datanode.hostname': '${env.POD_HOST}',
    'dfs.datanode.use.datanode.hostname': 'true',
    // Pods have no reverse DNS entry before they are ready.
    'dfs.namenode.datanode.registration.ip-hostname-check': 'false',
  });
}

const plainWebPages = {
  'dfs.namenode.http-bind-host': '0.0.0.0',
  'dfs.datanode.http.address': `0.0.0.0:${ports['data-node']['dn-http']}`,
};

/** What a client of HDFS needs to find it, and nothing of the servers. */
export function hdfsClientSite(cluster: Cluster, hdfs: Hdfs, settings: Settings): ConfigFile {
  return hadoopConfiguration('hdfs-site.xml', topology(cluster, hdfs, settings));
}

function topology(cluster: Cluster, hdfs: Hdfs, settings: Settings): Properties {
  const { name: nameservice, realm } = cluster;
  const { name, replicas } = hdfs.nameNode;
  const nameNodes = podNames(name, replicas);
  return {
    'dfs.replication': String(replication(hdfs, settings)),
    'dfs.nameservices': nameservice,
    [`dfs.ha.namenodes.${nameservice}`]: nameNodes.join(','),
    [`dfs.client.failover.proxy.provider.${nameservice}`]: `org.apache.hadoop.hdfs.server.namenode.ha.${
      // Asks all of them at first, so that one that hangs delays nobody who comes new.
      replicas > 1 ? 'RequestHedgingProxyProvider' : 'ConfiguredFailoverProxyProvider'
    }`,
    ...Object.assign({}, ...nameNodes.map((id) => addresses(cluster, id, podHost(cluster, name, id)))),
    'dfs.client.use.datanode.hostname': 'true',
    ...(realm && hdfsClientKerberos(realm)),
  };
}

/** Copies of each block that HDFS keeps, unless a client asks for another number. */
export function replication({ storagePools }: Hdfs, settings: Settings): number {
  const dataNodes = storagePools.reduce((sum, { replicas }) => sum + replicas, 0);
  return Number(settings['hdfs-site']?.['dfs.replication'] ?? Math.min(defaultReplication, dataNodes));
}

function addresses(cluster: Cluster, id: string, host: string): Properties {
  const { 'nn-rpc': rpc, 'nn-http': web } = hadoopPorts(cluster, 'name-node');
  const scheme = cluster.realm ? 'https' : 'http';
  return {
    [`dfs.namenode.rpc-address.${cluster.name}.${id}`]: `${host}:${rpc}`,
    [`dfs.namenode.${scheme}-address.${cluster.name}.${id}`]: `${host}:${web}`,
  };
}

/** Two NameNodes share their edits through the JournalNodes, which let one writer in at a time. */
function failover(cluster: Cluster, quorum: Resource): Properties {
  const journalNodes = podNames(quorum.name, quorum.replicas).map(
    (pod) => `${podHost(cluster, quorum.name, pod)}:${ports['journal-node']['jn-rpc']}`,
  );
  return {
    'dfs.namenode.shared.edits.dir': `qjournal://${journalNodes.join(';')}/${cluster.name}`,
    'dfs.journalnode.edits.dir': hadoop.journalDirectory,
    'dfs.journalnode.edits.dir.perm': '770',
    'dfs.journalnode.rpc-address': `0.0.0.0:${ports['journal-node']['jn-rpc']}`,
    ...(cluster.realm
      ? journalKerberos(cluster, cluster.realm)
      : { 'dfs.journalnode.http-address': `0.0.0.0:${ports['journal-node']['jn-http']}` }),
    'dfs.ha.automatic-failover.enabled': 'true',
    'dfs.ha.zkfc.port': String(ports.zkfc['zkfc-rpc']),
    // A NameNode that hangs is asked what its threads do before the other one takes over: that must not take Hadoop's 20 s.
    'dfs.ha.zkfc.nn.http.timeout.ms': '2000',
    // The JournalNodes are the fence: they refuse the edits of a NameNode that was replaced.
    'dfs.ha.fencing.methods': 'shell(/bin/true)',
    'dfs.ha.nn.not-become-active-in-safemode': 'true',
  };
}
