import { ports } from '../../environments/endpoints';
import { heapSize } from '../../environments/heap';
import type { Cluster, Hdfs, Spark } from '../../environments/resolve-cluster';
import { secretDirectories } from '../../images/contract';
import { spark as image } from '../../images/spark/contract';
import { historyDoor } from '../config/history-door';
import { sparkHistoryServer } from '../config/spark-history-server';
import type { Process } from '../workload/process';
import { sparkProcess } from './spark-process';
import { certificate } from './tls';

/** The pages of applications that have ended. */
export function sparkHistory(cluster: Cluster, hdfs: Hdfs, spark: Spark): Process {
  const { head } = spark;
  return {
    ...sparkProcess(cluster, hdfs, spark, {
      command: 'history',
      user: 'spark',
      cpu: '100m',
      memory: head.historyMemory,
      heap: heapSize(head.historyMemory),
      files: [sparkHistoryServer(cluster, head.settings.spark), historyDoor(cluster)],
      secrets: [certificate(head.name), { secret: 'users', directory: secretDirectories.users }],
    }),
    name: 'spark-history',
    ports: ports['spark-history'],
    ready: { path: image.historyReadyPath, port: 'history-https', scheme: 'HTTPS' },
    live: { path: image.historyReadyPath, port: 'history-https', scheme: 'HTTPS' },
    principals: [
      { service: 'sph', account: 'shsh', perPod: true },
      { service: 'HTTP', account: 'yrsh', perPod: true },
    ],
  };
}
