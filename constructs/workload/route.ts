import type { WorkloadEndpoint } from './external-service';
import { workloadLabels } from './labels';
import type { Manifest } from './manifest';
import type { WorkloadSpec } from './workload';

/** A router that did not understand the list would let everybody in: older ones know the second name alone. */
const allowLists = ['haproxy.router.openshift.io/ip_allowlist', 'haproxy.router.openshift.io/ip_whitelist'];

/**
 * Lets HTTPS in by the routers of OpenShift; they pass the connection on as it is, so that the process shows its own certificate.
 *
 * @see https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/ingress_and_load_balancing/configuring-routes
 */
export function route({ cluster, name, application }: WorkloadSpec, endpoint: WorkloadEndpoint): Manifest {
  const { dnsName, service, sourceRanges, target } = endpoint;
  return {
    apiVersion: 'route.openshift.io/v1',
    kind: 'Route',
    metadata: {
      name: endpoint.name,
      namespace: cluster.namespace,
      labels: workloadLabels(cluster, name, application),
      ...(sourceRanges.length > 0 && { annotations: Object.fromEntries(allowLists.map((list) => [list, sourceRanges.join(' ')])) }),
    },
    spec: {
      ...(dnsName !== undefined && { host: dnsName }),
      to: { kind: 'Service', name: service, weight: 100 },
      port: { targetPort: target },
      tls: { termination: 'passthrough', insecureEdgeTerminationPolicy: 'Redirect' },
      wildcardPolicy: 'None',
    },
  };
}
