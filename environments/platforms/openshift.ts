import type { Platform } from './platform';
import { vanilla } from './vanilla';

/** OpenShift 4.12 and later: it gives each namespace users and groups of its own, and HTTPS comes in by its routers. */
export const openshift: Platform = {
  ...vanilla,
  title: 'OpenShift',
  // Admission fills them in from the range of the namespace, and refuses any other.
  identity: {},
  securityContextConstraints: 'restricted-v2',
  // Otherwise OpenShift changes the labels for Pod Security as it sees fit.
  namespaceLabels: { 'security.openshift.io/scc.podSecurityLabelSync': 'false' },
  // Policies see the port of the pod, not of the Service.
  dns: { namespace: 'openshift-dns', podLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' }, port: 5353 },
  serviceTypes: ['NodePort', 'LoadBalancer', 'ClusterIP', 'Route'],
  // Routers are pods of their namespace in clouds, and part of the nodes' network elsewhere.
  routerNamespaces: [{ 'policy-group.network.openshift.io/ingress': '' }, { 'policy-group.network.openshift.io/host-network': '' }],
};
