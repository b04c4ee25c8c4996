import { hadoopPorts } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import { hadoop } from '../../images/hadoop/contract';
import { type Process, perPod } from '../workload/process';
import { hadoopProcess, webProbe } from './hadoop-process';

/** Keeps the edits that two NameNodes share, and lets one of them write. */
export function journalNode(cluster: Cluster, quorum: Resource): Process {
  return {
    ...hadoopProcess(cluster, {
      command: 'journalNode',
      options: 'HDFS_JOURNALNODE_OPTS',
      workload: quorum.name,
      principals: [perPod('jn', 'jnzk'), perPod('HTTP', 'jnzk')],
      cpu: '50m',
      memory: '384Mi',
      heap: 128,
      settings: quorum.settings.hdfs,
    }),
    name: 'journal-node',
    ports: hadoopPorts(cluster, 'journal-node'),
    quorum: true,
    ready: { port: 'jn-rpc' },
    live: webProbe(cluster, 'jn-http', '/jmx?qry=Hadoop:service=JournalNode,name=JournalNodeInfo'),
    graceSeconds: 15 * 60,
    volumes: { data: hadoop.dataDirectory },
    // One that was away fetches what it missed from the others.
    connectsTo: [{ workload: quorum.name, ports: ['jn-rpc', 'jn-http'] }],
  };
}
