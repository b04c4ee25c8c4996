import type { Platform } from './platform';

/** A server block of CoreDNS: the second server is asked when the first does not answer. */
export function serverBlock(zone: string, servers: readonly string[]): string {
  return `${zone}:53 {
    errors
    cache 30
    forward . ${servers.join(' ')} {
        policy sequential
    }
}
`;
}

/** Kubernetes as its own project releases it. */
export const vanilla: Platform = {
  title: 'Kubernetes',
  // The images' files belong to group 0, so that any user can run them.
  identity: { runAsUser: 10001, runAsGroup: 0, fsGroup: 10001 },
  namespaceLabels: {},
  dns: { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' }, port: 53 },
  forwardZone: (zone, servers) => ({
    how: 'add this block to the Corefile in the ConfigMap coredns of kube-system',
    text: serverBlock(zone, servers),
  }),
  apiServerPorts: [443, 6443],
  zoneKey: 'topology.kubernetes.io/zone',
  serviceTypes: ['NodePort', 'LoadBalancer', 'ClusterIP'],
  routerNamespaces: [],
};
