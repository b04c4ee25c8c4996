import { hadoopPorts, runtimePorts } from '../../environments/endpoints';
import { nodeManagerHeap } from '../../environments/node-manager-share';
import type { Cluster, Hdfs, NodeManagerPool, Spark } from '../../environments/resolve-cluster';
import { poolNumberOf, poolTypeOf } from '../../environments/schema/resources';
import { hadoop } from '../../images/hadoop/contract';
import { yarnSite } from '../config/yarn-site';
import { type Principal, type Process, anyRuntimePort, perPod } from '../workload/process';
import { dataNodeAccount, hdfsClientFlows } from './data-node';
import { hadoopProcess, webProbe } from './hadoop-process';
import { mountFlows } from './mounts';
import { trackingFlows, trackingLogin } from './outside';
import { trust } from './tls';

/** Runs the containers of applications; they share its memory, and end with it. */
export function nodeManager(cluster: Cluster, hdfs: Hdfs, spark: Spark, pool: NodeManagerPool): Process {
  const { head, hasMetastore, nodeManagerPools } = spark;
  const { includeLivy } = head;
  const { sql } = cluster;
  const settings = pool.settings.spark;
  const process = hadoopProcess(cluster, {
    command: 'nodeManager',
    options: 'YARN_NODEMANAGER_OPTS',
    workload: pool.name,
    principals: principals(pool),
    cpu: pool.sparkCpu,
    cpuLimit: pool.cpuLimit,
    memory: pool.sparkMemory,
    heap: nodeManagerHeap(pool),
    settings,
    files: [yarnSite(cluster, spark, settings, pool)],
    // What applications read is what the NodeManager fetches for them, and their own configuration comes from it.
    mounts: true,
  });
  return {
    ...process,
    name: 'node-manager',
    // Drivers and executors of sessions load Spark and Python from where they run.
    ...(includeLivy && {
      image: cluster.images.spark,
      secrets: [...process.secrets, trust, ...trackingLogin(cluster)],
    }),
    ports: hadoopPorts(cluster, 'node-manager'),
    runtimePorts,
    // Ready means that it serves, not that a ResourceManager has heard of it.
    ready: { port: 'nm-http' },
    live: webProbe(cluster, 'nm-http', '/ws/v1/node/info'),
    graceSeconds: 60,
    volumes: { logs: hadoop.localDirectory },
    connectsTo: [
      ...hdfsClientFlows(hdfs),
      { workload: head.name, ports: ['rm-rpc', 'rm-scheduler', 'rm-tracker'] },
      // Drivers run here: they call back the Livy that started them, and ask for tables.
      ...(includeLivy ? [{ workload: head.name, ports: ['livy-drivers'] }, ...trackingFlows(cluster)] : []),
      ...(hasMetastore ? [{ workload: head.name, ports: ['hms-thrift'] }] : []),
      // Jobs read tables of SQL Server and write them, those of a data pool straight into its shards.
      ...(includeLivy && sql ? [sql.master, ...sql.dataPools].map(({ name }) => ({ workload: name, ports: ['sql-tds'] })) : []),
      // Drivers and executors call each other wherever they run.
      ...nodeManagerPools.map(({ name }) => ({ workload: name, ports: ['nm-rpc', anyRuntimePort] })),
      ...mountFlows(cluster),
    ],
  };
}

/** The web pages of a pod belong to one account: beside a DataNode to that one's. */
function principals(pool: NodeManagerPool): Principal[] {
  const number = poolNumberOf(pool.name);
  return poolTypeOf(pool.name) === 'Storage'
    ? [perPod('yarn', `ynt${number}`), perPod('HTTP', dataNodeAccount(pool))]
    : [perPod('yarn', `yns${number}`), perPod('HTTP', `yns${number}`)];
}
