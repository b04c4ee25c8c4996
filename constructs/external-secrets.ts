import { Construct } from 'constructs';
import type { Cluster } from '../environments/resolve-cluster';
import { isBinary } from '../environments/secrets';
import { clusterLabels } from './workload/labels';
import type { Manifest } from './workload/manifest';
import { type ClusterSecret } from './workload/secrets';
import { addManifest } from './workload/workload';

/** Properties of {@link ExternalSecrets}. */
export interface ExternalSecretsProps {
  readonly cluster: Cluster;
  readonly secrets: readonly ClusterSecret[];
}

/** Secrets that are copied from a store; of all others nothing is rendered but their names. */
export class ExternalSecrets extends Construct {
  constructor(scope: Construct, id: string, { cluster, secrets }: ExternalSecretsProps) {
    super(scope, id);
    for (const secret of secrets) {
      for (const manifest of externalSecret(cluster, secret)) addManifest(this, manifest);
    }
  }
}

/** @see https://external-secrets.io/latest/api/externalsecret/ */
function externalSecret(cluster: Cluster, { name, keys, source }: ClusterSecret): Manifest[] {
  if (source.from !== 'externalSecret') return [];
  return [
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, namespace: cluster.namespace, labels: clusterLabels(cluster) },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { name: source.store, kind: source.storeKind },
        target: { name, creationPolicy: 'Owner' },
        data: keys.map((key) => ({
          secretKey: key,
          remoteRef: { key: source.key, property: key, ...(isBinary(key) && { decodingStrategy: 'Base64' }) },
        })),
      },
    },
  ];
}
