import * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import { Construct } from 'constructs';
import type { Cluster } from '../environments/resolve-cluster';
import { useOfSecurityContextConstraints } from './security-context-constraints';
import { clusterLabels } from './workload/labels';
import { defaultDeny } from './workload/network-policy';
import { addManifest } from './workload/workload';

/** Properties of a {@link Foundation}. */
export interface FoundationProps {
  readonly cluster: Cluster;
}

/** What everything else stands on: the namespace, which admits restricted pods alone, and the refusal of undeclared traffic. */
export class Foundation extends Construct {
  constructor(scope: Construct, id: string, { cluster }: FoundationProps) {
    super(scope, id);
    const podSecurity = ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']);
    addManifest(
      this,
      k8s.KubeNamespace.manifest({
        metadata: {
          name: cluster.namespace,
          labels: { ...clusterLabels(cluster), ...Object.fromEntries(podSecurity), ...cluster.platform.namespaceLabels },
        },
      }),
    );
    addManifest(this, defaultDeny(cluster));
    for (const manifest of useOfSecurityContextConstraints(cluster)) addManifest(this, manifest);
  }
}
