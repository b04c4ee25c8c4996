import { ports } from '../../environments/endpoints';
import { heapSize } from '../../environments/heap';
import type { Cluster, Hdfs, Resolved } from '../../environments/resolve-cluster';
import type { gateway as schema } from '../../environments/schema/resources';
import { secretDirectories } from '../../images/contract';
import { gateway as image } from '../../images/gateway/contract';
import { gatewayLog4j2 } from '../config/gateway-log4j2';
import { gatewayLogin } from '../config/gateway-login';
import { gatewaySite } from '../config/gateway-site';
import { knoxEnv } from '../config/knox-env';
import { knoxDoors } from '../config/knox-doors';
import { knoxTopology } from '../config/knox-topology';
import { webHdfsService } from '../config/web-hdfs-service';
import type { Flow, Process } from '../workload/process';
import { keystores } from './tls';

/** Knox: who comes from outside proves who he is, once, and meets HDFS and Spark under one address. */
export function gateway(cluster: Cluster, hdfs: Hdfs, resource: Resolved<typeof schema>): Process {
  const { realm } = cluster;
  const { cpu, cpuLimit, memory } = resource;
  const settings = resource.settings.gateway;
  const ofDomain = realm?.kind === 'activeDirectory';
  return {
    name: 'gateway',
    image: cluster.images.gateway,
    args: image.commands.gateway,
    ports: ports.gateway,
    cpu,
    cpuLimit,
    memory,
    // Every path asks for a login, which the kubelet has not got.
    ready: { port: 'gw-https' },
    live: { port: 'gw-https' },
    graceSeconds: 60,
    config: {
      directory: image.configDirectory,
      files: [
        gatewaySite(cluster, settings),
        knoxTopology(cluster, resource),
        knoxEnv(heapSize(memory), settings),
        gatewayLog4j2,
        ...(realm ? [gatewayLogin(cluster, resource, realm)] : []),
        ...webHdfsService,
        ...knoxDoors(cluster),
      ],
    },
    writableDirectories: image.writableDirectories,
    secrets: [
      ...keystores(resource.name),
      { secret: 'gateway-secrets', directory: image.secretDirectory },
      ofDomain ? { secret: 'spark-secret', directory: image.cookieDirectory } : { secret: 'users', directory: secretDirectories.users },
    ],
    connectsTo: flows(cluster, hdfs),
    endpoints: [{ endpoint: 'gateway', port: 'gw-https' }],
    principals: [
      { service: image.serviceUser, account: image.serviceUser },
      { service: 'HTTP', account: image.serviceUser },
    ],
  };
}

function flows(cluster: Cluster, hdfs: Hdfs): Flow[] {
  const { mlflow, spark } = cluster;
  return [
    { workload: hdfs.nameNode.name, ports: ['nn-http'] },
    ...hdfs.storagePools.map(({ name }) => ({ workload: name, ports: ['dn-http'] })),
    ...(spark
      ? [
          {
            workload: spark.head.name,
            ports: ['rm-http', ...(spark.head.includeLivy ? ['livy-https'] : []), ...(spark.head.includeHistory ? ['history-https'] : [])],
          },
          // Pages of nodes, with the logs of what runs there.
          ...spark.nodeManagerPools.map(({ name }) => ({ workload: name, ports: ['nm-http'] })),
        ]
      : []),
    ...(mlflow ? [{ workload: mlflow.name, ports: ['mlflow-https'] }] : []),
  ];
}
