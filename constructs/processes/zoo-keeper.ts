import { ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import { hadoop } from '../../images/hadoop/contract';
import { jaasEnvironment, serverJaas } from '../config/jaas';
import { zooCfg } from '../config/zoo-cfg';
import { type Process, perPod } from '../workload/process';
import { hadoopProcess } from './hadoop-process';

/** A member of the quorum that decides who is active. */
export function zooKeeper(cluster: Cluster, resource: Resource): Process {
  const { realm } = cluster;
  const { cpu, cpuLimit, memory, settings, name } = resource;
  return {
    ...hadoopProcess(cluster, {
      command: 'zooKeeper',
      options: 'ZK_SERVER_OPTS',
      workload: name,
      cpu,
      cpuLimit,
      memory,
      settings: settings.hdfs,
      principals: [perPod('zookeeper', 'zkzk')],
      files: [zooCfg(cluster, resource, settings.hdfs), ...(realm ? [serverJaas(realm)] : [])],
    }),
    name: 'zoo-keeper',
    ports: ports['zoo-keeper'],
    quorum: true,
    // The client port opens once the member follows a leader: it serves then, and not before.
    ready: {
      command: ['bash', '-c', `exec 3<>/dev/tcp/localhost/${ports['zoo-keeper']['zk-client']} && echo srvr >&3 && grep --quiet ^Mode: <&3`],
    },
    live: { port: 'zk-client' },
    env: realm && jaasEnvironment,
    volumes: { data: hadoop.dataDirectory },
    connectsTo: [{ workload: name, ports: ['zk-peer', 'zk-election'] }],
  };
}
