import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import { Construct } from 'constructs';
import type { Cluster, Hdfs } from '../environments/resolve-cluster';
import { coreClientSite } from './config/core-site';
import { endpointList } from './config/endpoint-list';
import { hdfsClientSite } from './config/hdfs-site';
import { krb5Conf } from './config/krb5-conf';
import { clusterLabels } from './workload/labels';
import type { KubernetesObject } from './workload/manifest';
import { type WorkloadSpec, addManifest } from './workload/workload';

/** Properties of a {@link Discovery}. */
export interface DiscoveryProps {
  readonly cluster: Cluster;
  readonly hdfs: Hdfs;
}

/**
 * What a client of its own, in a pod of the same Kubernetes cluster, mounts to find HDFS: the ConfigMap `hdfs-client`.
 *
 * The NameNodes and DataNodes still refuse whoever no flow was declared for.
 */
export class Discovery extends Construct {
  constructor(scope: Construct, id: string, { cluster, hdfs }: DiscoveryProps) {
    super(scope, id);
    const { realm } = cluster;
    const files = [
      coreClientSite(cluster),
      hdfsClientSite(cluster, hdfs, hdfs.nameNode.settings.hdfs),
      ...(realm ? [krb5Conf(cluster, realm)] : []),
    ];
    addManifest(this, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'hdfs-client', namespace: cluster.namespace, labels: clusterLabels(cluster) },
      data: Object.fromEntries(files.map(({ name, content }) => [name, content])),
    } satisfies KubernetesObject<k8s.KubeConfigMapProps>);
  }
}

/** Properties of {@link EndpointDiscovery}. */
export interface EndpointDiscoveryProps {
  readonly cluster: Cluster;
  readonly workloads: readonly WorkloadSpec[];
}

/** What people and programs read to find the doors of the cluster: the ConfigMap `endpoints`, with the list that its API gives. */
export class EndpointDiscovery extends Construct {
  constructor(scope: Construct, id: string, { cluster, workloads }: EndpointDiscoveryProps) {
    super(scope, id);
    const endpoints = endpointList(workloads);
    if (endpoints.length === 0) return;
    addManifest(this, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'endpoints', namespace: cluster.namespace, labels: clusterLabels(cluster) },
      data: { 'endpoints.json': `${JSON.stringify(endpoints, null, 2)}\n` },
    } satisfies KubernetesObject<k8s.KubeConfigMapProps>);
  }
}
