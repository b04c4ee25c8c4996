import { ports } from '../../environments/endpoints';
import type { Cluster, Hdfs, Resource, S3User } from '../../environments/resolve-cluster';
import { s3 as image } from '../../images/s3/contract';
import { podHost, podNames } from '../../environments/host-names';
import { s3Port } from '../../environments/s3-over-hdfs';
import type { Flow, Process } from '../workload/process';
import { hdfsClientFlows } from './data-node';
import { certificate } from './tls';

/** Folder of each user, and the letter of its accounts. */
const users: Readonly<Record<S3User, { readonly folder: string; readonly account: string }>> = {
  // Files of every folder, as far as HDFS lets this user read them.
  sql: { folder: '/', account: 's3s' },
  mlflow: { folder: '/mlflow', account: 's3m' },
  apps: { folder: '/apps', account: 's3a' },
};

/** HDFS as a store of S3 for one user: its keys open its folder and no other. */
export function s3(cluster: Cluster, hdfs: Hdfs, pool: Resource, user: S3User): Process {
  const name = s3Port(user);
  const { nameNode } = hdfs;
  const nameNodes = podNames(nameNode.name, nameNode.replicas).map(
    (pod) => `${podHost(cluster, nameNode.name, pod)}:${ports['name-node']['nn-rpc']}`,
  );
  const { account, folder } = users[user];
  return {
    name,
    image: cluster.images.s3,
    args: image.commands.s3,
    ports: ports[name],
    cpu: '50m',
    memory: '256Mi',
    ready: { port: name },
    live: { port: name },
    // Uploads of large files come in parts: one that has begun may end.
    graceSeconds: 60,
    writableDirectories: image.writableDirectories,
    env: {
      HDFS_USER: user,
      HDFS_FOLDER: folder,
      HDFS_NAME_NODES: nameNodes.join(','),
      S3_PORT: String(Object.values(ports[name])[0]),
      ...(cluster.realm && { HDFS_SERVICE_PRINCIPAL: `hdfs/_HOST@${cluster.realm.name}` }),
    },
    secrets: [certificate(pool.name), { secret: name, directory: image.keyDirectory }],
    principals: [{ service: user, account: `${account}${pool.name.split('-')[1]}`, perPod: true }],
    connectsTo: hdfsClientFlows(hdfs),
  };
}

/** The pool whose pods run the servers: a Service has one workload behind it. */
export function s3Pool({ storagePools }: Hdfs): Resource {
  return storagePools[0]!;
}

/** Flows of whoever reads HDFS as `user`, if there is a server for it. */
export function s3Flows({ hdfs }: Cluster, user: S3User): Flow[] {
  return hdfs?.s3Users.includes(user) ? [{ workload: s3Pool(hdfs).name, ports: [s3Port(user)] }] : [];
}
