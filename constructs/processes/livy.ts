import { ports } from '../../environments/endpoints';
import type { Cluster, Hdfs, Spark } from '../../environments/resolve-cluster';
import { secretDirectories } from '../../images/contract';
import { spark as image } from '../../images/spark/contract';
import { hiveClientSite } from '../config/hive-site';
import { livyConf } from '../config/livy-conf';
import { sparkDefaults } from '../config/spark-defaults';
import type { Process } from '../workload/process';
import { sparkProcess } from './spark-process';
import { certificate } from './tls';

/** Sessions and jobs of Spark by REST; their drivers run in NodeManagers and call it. */
export function livy(cluster: Cluster, hdfs: Hdfs, spark: Spark): Process {
  const { head, nodeManagerPools, quorum, hasMetastore } = spark;
  const settings = head.settings.spark;
  return {
    ...sparkProcess(cluster, hdfs, spark, {
      command: 'livy',
      user: 'livy',
      cpu: '100m',
      memory: head.livyMemory,
      files: [
        livyConf(cluster, spark, settings),
        sparkDefaults(cluster, spark, settings),
        ...(hasMetastore ? [hiveClientSite(cluster, head, settings)] : []),
      ],
      // What drivers and executors read and write is what it sees: their configuration is its own.
      mounts: true,
      secrets: [
        certificate(head.name),
        { secret: 'livy-secret', directory: image.livySecretDirectory },
        ...(cluster.mlflow ? [{ secret: 'mlflow-key', directory: secretDirectories.mlflow }] : []),
      ],
      connectsTo: [
        // What it keeps in HDFS goes by REST, and so does what YARN says of applications.
        ...(quorum
          ? []
          : [
              { workload: hdfs.nameNode.name, ports: ['nn-http'] },
              ...hdfs.storagePools.map(({ name }) => ({ workload: name, ports: ['dn-http'] })),
            ]),
        { workload: head.name, ports: ['rm-rpc', 'rm-http', ...(hasMetastore ? ['hms-thrift'] : [])] },
        ...(quorum
          ? [
              { workload: quorum.name, ports: ['zk-client'] },
              // One serves, and the other hands its callers on to it.
              { workload: head.name, ports: ['livy-https'] },
            ]
          : []),
        // Logs of containers that still run are asked from where they run.
        ...nodeManagerPools.map(({ name }) => ({ workload: name, ports: ['nm-rpc', 'nm-http'] })),
      ],
    }),
    name: 'livy',
    ports: ports.livy,
    ready: { path: image.livyReadyPath, port: 'livy-https', scheme: 'HTTPS' },
    live: { path: image.livyReadyPath, port: 'livy-https', scheme: 'HTTPS' },
    // Time to write down what has arrived of running statements; the sessions go on without it.
    graceSeconds: 60,
    principals: [{ service: 'livy', account: 'lvsh', perPod: true }],
  };
}
