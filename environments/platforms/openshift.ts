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
  // See https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/networking_operators/dns-operator
  forwardZone: (zone, servers) => ({
    how: 'add this to spec.servers of dns.operator/default (oc edit dns.operator/default)',
    text: [
      `- name: ${zone.replaceAll('.', '-')}`,
      `  zones: [${zone}]`,
      '  forwardPlugin:',
      '    policy: Sequential',
      `    upstreams: [${servers.map((server) => JSON.stringify(server)).join(', ')}]`,
      '',
    ].join('\n'),
  }),
  serviceTypes: ['NodePort', 'LoadBalancer', 'ClusterIP', 'Route'],
  // Routers are pods of their namespace in clouds, and part of the nodes' network elsewhere.
  routerNamespaces: [{ 'policy-group.network.openshift.io/ingress': '' }, { 'policy-group.network.openshift.io/host-network': '' }],
};
