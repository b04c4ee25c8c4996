import { Construct } from 'constructs';
import type { Cluster } from '../environments/resolve-cluster';
import { secretName } from '../environments/secrets';
import { certificateNames } from './workload/certificate';
import { clusterLabels } from './workload/labels';
import type { Manifest } from './workload/manifest';
import type { ClusterSecret } from './workload/secrets';
import { type WorkloadSpec, addManifest } from './workload/workload';

/** Properties of {@link Certificates}. */
export interface CertificatesProps {
  readonly cluster: Cluster;
  readonly workloads: readonly WorkloadSpec[];
  readonly secrets: readonly ClusterSecret[];
}

/** Certificates that cert-manager makes, in the Secrets that processes read anyway; nothing if the controller makes them. */
export class Certificates extends Construct {
  constructor(scope: Construct, id: string, { cluster, workloads, secrets }: CertificatesProps) {
    super(scope, id);
    const byName = new Map(workloads.map((workload) => [workload.name, workload]));
    for (const secret of secrets.filter(({ source }) => source.from === 'certManager')) {
      const workload = byName.get(secret.readers[0]!)!;
      addManifest(this, certificate(cluster, workload, secret));
    }
  }
}

/**
 * A key of RSA, which every program of the cluster takes, renewed a month before its end.
 *
 * @see https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.Certificate
 */
function certificate(cluster: Cluster, workload: WorkloadSpec, { name, keys, source }: ClusterSecret): Manifest {
  if (source.from !== 'certManager') throw new Error(`Secret '${name}' is not made by cert-manager`);
  const labels = clusterLabels(cluster);
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, namespace: cluster.namespace, labels },
    spec: {
      secretName: name,
      secretTemplate: { labels },
      issuerRef: { group: 'cert-manager.io', kind: source.issuerKind, name: source.issuer },
      dnsNames: certificateNames(workload),
      duration: '2160h',
      renewBefore: '720h',
      privateKey: { algorithm: 'RSA', size: 3072, rotationPolicy: 'Always' },
      usages: ['digital signature', 'key encipherment', 'server auth', 'client auth'],
      ...(keys.includes('keystore.p12') &&
        readsKeystores(workload) && {
          keystores: {
            pkcs12: {
              create: true,
              profile: 'Modern2023',
              passwordSecretRef: { name: secretName(cluster.environment, 'keystore-password'), key: 'password' },
            },
          },
        }),
    },
  };
}

function readsKeystores({ processes }: WorkloadSpec): boolean {
  return processes.some(({ secrets = [] }) => secrets.some(({ secret }) => secret === 'keystore-password'));
}
