import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import { Construct } from 'constructs';
import type { Cluster } from '../environments/resolve-cluster';
import { useOfSecurityContextConstraints } from './security-context-constraints';
import { clusterLabels } from './workload/labels';
import { defaultDeny } from './workload/network-policy';
import type { KubernetesObject } from './workload/manifest';
import { addManifest } from './workload/workload';

/** Properties of a {@link Foundation}. */
export interface FoundationProps {
  readonly cluster: Cluster;
}

/** What everything else stands on: the namespace, which admits restricted pods alone unless scripts run in SQL Server, and the refusal of undeclared traffic. */
export class Foundation extends Construct {
  constructor(scope: Construct, id: string, { cluster }: FoundationProps) {
    super(scope, id);
    // What is admitted beyond the restricted profile is still told to whoever applies it, and to the audit log.
    const admitted = cluster.sql?.master.machineLearning ? 'baseline' : 'restricted';
    const podSecurity = Object.entries({ enforce: admitted, audit: 'restricted', warn: 'restricted' }).map(([mode, level]) => [
      `pod-security.kubernetes.io/${mode}`,
      level,
    ]);
    addManifest(this, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: cluster.namespace,
        labels: { ...clusterLabels(cluster), ...Object.fromEntries(podSecurity), ...cluster.platform.namespaceLabels },
      },
    } satisfies KubernetesObject<k8s.KubeNamespaceProps>);
    addManifest(this, defaultDeny(cluster));
    for (const manifest of useOfSecurityContextConstraints(cluster)) addManifest(this, manifest);
  }
}
