import type { Cluster } from './resolve-cluster';

/** Name of the Service in front of `workload`; for a StatefulSet it also gives each pod its host name. */
export function serviceName(workload: string): string {
  return `${workload}-svc`;
}

/** Name of a namespaced Service, good everywhere in the Kubernetes cluster. */
export function hostOf({ namespace, platform }: Cluster, service: string): string {
  return `${service}.${namespace}.svc.${platform.clusterDomain}`;
}

/** Names of the pods of a StatefulSet. */
export function podNames(workload: string, replicas: number): string[] {
  return Array.from({ length: replicas }, (_, ordinal) => `${workload}-${ordinal}`);
}

/** Host name of the Service of `workload`, good in every namespace. */
export function serviceHost(cluster: Cluster, workload: string): string {
  return hostOf(cluster, serviceName(workload));
}

/** Host name of one pod of a StatefulSet: it stays when the pod moves. */
export function podHost(cluster: Cluster, workload: string, pod: string): string {
  return `${pod}.${serviceHost(cluster, workload)}`;
}
