import { ports } from '../../environments/endpoints';
import type { Cluster, Hdfs, Resolved } from '../../environments/resolve-cluster';
import type { gateway } from '../../environments/schema/resources';
import { gateway as gatewayImage } from '../../images/gateway/contract';
import { hadoop } from '../../images/hadoop/contract';
import { httpFsSite } from '../config/httpfs-site';
import { log4j } from '../config/log4j';
import type { Process } from '../workload/process';
import { hdfsClientFlows } from './data-node';
import { hadoopProcess } from './hadoop-process';
import { mountFlows } from './mounts';

/** Reads and writes files of HDFS and of its mounts by REST, for the gateway beside it. */
export function httpFs(cluster: Cluster, hdfs: Hdfs, resource: Resolved<typeof gateway>): Process {
  const settings = resource.settings.gateway;
  const process = hadoopProcess(cluster, {
    command: 'httpFs',
    options: 'HTTPFS_OPTS',
    workload: resource.name,
    cpu: '100m',
    memory: resource.httpFsMemory,
    settings,
    // Lists of the mount table name the group of the caller.
    groups: true,
    files: [httpFsSite(cluster, resource, settings), log4j(settings, 'httpfs-log4j.properties')],
    mounts: true,
  });
  // It listens on loopback alone: no port of the pod, and nothing that the kubelet could call.
  const listens = { command: ['bash', '-c', `exec 3<>/dev/tcp/localhost/${ports['http-fs']['fs-http']}`] };
  return {
    ...process,
    name: 'http-fs',
    ready: listens,
    live: listens,
    secrets: [...process.secrets, { secret: 'spark-secret', directory: hadoop.httpFsSecretDirectory }],
    connectsTo: [...hdfsClientFlows(hdfs), ...mountFlows(cluster)],
    principals: [
      { service: hadoop.httpFsUser, account: 'hfgw' },
      // The host is the gateway's, and HTTP of a host is one account.
      { service: 'HTTP', account: gatewayImage.serviceUser },
    ],
  };
}
