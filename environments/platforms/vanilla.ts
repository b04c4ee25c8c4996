import type { Platform } from './platform';

/** Kubernetes as its own project releases it. */
export const vanilla: Platform = {
  title: 'Kubernetes',
  // The images' files belong to group 0, so that any user can run them.
  identity: { runAsUser: 10001, runAsGroup: 0, fsGroup: 10001 },
  namespaceLabels: {},
  dns: { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' }, port: 53 },
  apiServerPorts: [443, 6443],
  zoneKey: 'topology.kubernetes.io/zone',
  serviceTypes: ['NodePort', 'LoadBalancer', 'ClusterIP'],
  routerNamespaces: [],
};
