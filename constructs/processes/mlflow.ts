import { ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import { databaseSecret } from '../../environments/secrets';
import { authorities, secretDirectories } from '../../images/contract';
import { s3Address } from '../../environments/s3-over-hdfs';
import { mlflow as image } from '../../images/mlflow/contract';
import { databaseUrl } from '../config/database-url';
import { serviceHost } from '../../environments/host-names';
import type { Flow, Process } from '../workload/process';
import { databaseFlow } from './database';
import { outsideFlow } from './outside';
import { s3Flows } from './s3';
import { certificate, trust } from './tls';

/** The tracking server of MLflow: runs are in a database, files in HDFS by S3 or in the store outside. */
export function mlflow(cluster: Cluster, { cpu, cpuLimit, memory, name }: Resource): Process {
  const { 'mlflow-https': port } = ports.mlflow;
  const files = filesOf(cluster);
  const login = databaseSecret('mlflow');
  return {
    name: image.name,
    image: cluster.images.mlflow,
    args: image.commands.server,
    ports: ports.mlflow,
    cpu,
    cpuLimit,
    memory,
    ready: { path: image.readyPath, port: 'mlflow-https', scheme: 'HTTPS' },
    live: { path: image.readyPath, port: 'mlflow-https', scheme: 'HTTPS' },
    writableDirectories: image.writableDirectories,
    env: {
      MLFLOW_PORT: String(port),
      MLFLOW_SERVER_ALLOWED_HOSTS: `${serviceHost(cluster, name)}:${port}`,
      // It has asked its callers who they are.
      ...(cluster.gateway && { [image.superusersVariable]: serviceHost(cluster, cluster.gateway.name) }),
      MLFLOW_BACKEND_STORE_URI: databaseUrl(cluster, 'mlflow'),
      MLFLOW_ARTIFACTS_DESTINATION: files.destination,
      MLFLOW_S3_ENDPOINT_URL: files.endpoint,
      AWS_CA_BUNDLE: files.signers,
      // Neither the server in HDFS nor older stores know checksums at the end of an upload.
      AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
    },
    secrets: [
      certificate(name),
      trust,
      { secret: 'users', directory: secretDirectories.users },
      { secret: 'mlflow-key', directory: secretDirectories.mlflow },
      { secret: login, key: 'username', variable: 'PGUSER' },
      { secret: login, key: 'password', variable: 'PGPASSWORD' },
      { secret: files.keys, key: 'access-key', variable: 'AWS_ACCESS_KEY_ID' },
      { secret: files.keys, key: 'secret-key', variable: 'AWS_SECRET_ACCESS_KEY' },
    ],
    principals: [{ service: 'HTTP', account: 'mlfl' }],
    connectsTo: [databaseFlow(cluster), ...files.flows],
  };
}

/** Where the files of runs and models are. */
interface Files {
  readonly destination: string;
  readonly endpoint: string;

  /** File with who signed the certificate of the store. */
  readonly signers: string;

  /** Secret with the keys of the store. */
  readonly keys: string;

  readonly flows: readonly Flow[];
}

function filesOf(cluster: Cluster): Files {
  const { objectStore } = cluster.environment;
  return objectStore
    ? {
        destination: `s3://${objectStore.bucket}/mlflow`,
        endpoint: objectStore.endpoint,
        signers: authorities.public,
        keys: objectStore.credentials,
        flows: [outsideFlow(objectStore.endpoint, objectStore.ranges)],
      }
    : {
        destination: 's3://mlflow',
        endpoint: `https://${s3Address(cluster, 'mlflow')}`,
        signers: authorities.cluster,
        keys: 's3-mlflow',
        flows: s3Flows(cluster, 'mlflow'),
      };
}
