import { type Endpoint, routePort } from '../endpoints';
import { type Problem, fieldPath, show } from '../problem';
import type { Cluster } from '../resolve-cluster';

/** Ports of nodes that Kubernetes gives to Services. */
const nodePorts = { first: 30000, last: 32767 };

/** An endpoint can be reached as it says, and no two are the same door. */
export function checkEndpoints(cluster: Cluster): Problem[] {
  const endpoints = Object.values(cluster.endpoints);
  return [
    ...endpoints.flatMap((endpoint) => [
      ...serviceType(cluster, endpoint),
      ...port(cluster, endpoint),
      ...internal(cluster, endpoint),
      ...sourceRanges(endpoint),
    ]),
    ...doubles(
      // Load balancers and Routes have addresses or names of their own; ports of nodes are shared by all.
      endpoints.filter((endpoint) => endpoint.serviceType === 'NodePort'),
      'port',
    ),
    ...doubles(
      endpoints.filter(({ dnsName }) => dnsName !== undefined),
      'dnsName',
    ),
  ];
}

function serviceType({ environment, platform }: Cluster, { name, protocol, serviceType: given }: Endpoint): Problem[] {
  const isDefault = environment.endpoints[name].serviceType === undefined;
  const path = isDefault ? 'platform.exposure' : fieldOf(name, 'serviceType');
  const allowed = platform.serviceTypes.filter((type) => type !== 'Route' || protocol === 'https');
  if (allowed.includes(given)) return [];
  const why = platform.serviceTypes.includes(given)
    ? 'routers know HTTPS alone, and SQL Server speaks TDS'
    : `${platform.title} has no ${given}`;
  return [{ path, given: show(given), allowed: allowed.join(', '), fix: `use ${allowed[0]}: ${why}` }];
}

function port({ environment }: Cluster, { name, port: effective, serviceType: type }: Endpoint): Problem[] {
  const given = environment.endpoints[name].port;
  const { first, last } = nodePorts;
  if (type === 'Route' && given !== undefined && given !== routePort) {
    return [{ path: fieldOf(name, 'port'), given: show(given), allowed: `${routePort}, the port of all Routes`, fix: 'remove it' }];
  }
  if (type !== 'NodePort' || (effective >= first && effective <= last)) return [];
  return [
    {
      path: fieldOf(name, 'port'),
      given: show(effective),
      allowed: `a port of nodes, from ${first} to ${last}`,
      fix: 'choose one of them, or another serviceType',
    },
  ];
}

function internal({ platform }: Cluster, { name, internal: given, serviceType: type }: Endpoint): Problem[] {
  if (!given || (type === 'LoadBalancer' && platform.internalLoadBalancer)) return [];
  return [
    {
      path: fieldOf(name, 'internal'),
      given: show(given),
      allowed: platform.internalLoadBalancer ? 'false, or true with serviceType LoadBalancer' : `false on ${platform.title}`,
      fix: platform.internalLoadBalancer
        ? 'use LoadBalancer, or remove it'
        : 'remove it, and say where load balancers are set up who may call them',
    },
  ];
}

function sourceRanges({ name, sourceRanges: given, serviceType: type }: Endpoint): Problem[] {
  if (given.length === 0 || type !== 'ClusterIP') return [];
  return [
    {
      path: fieldOf(name, 'sourceRanges'),
      given: show(given),
      allowed: 'none with serviceType ClusterIP: addresses of pods change',
      fix: 'remove them, or use another serviceType',
    },
  ];
}

/** Every endpoint but the first with the same value of `field`. */
function doubles(endpoints: readonly Endpoint[], field: 'port' | 'dnsName'): Problem[] {
  return endpoints.flatMap((endpoint, index) => {
    const first = endpoints.slice(0, index).find((other) => other[field] === endpoint[field]);
    return first
      ? [
          {
            path: fieldOf(endpoint.name, field),
            given: show(endpoint[field]),
            allowed: `a ${field} that no other endpoint has`,
            fix: `change it: ${first.name} has it`,
          },
        ]
      : [];
  });
}

function fieldOf(name: string, field: string): string {
  return fieldPath(['endpoints', name, field]);
}
