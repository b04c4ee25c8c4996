import type { EnvironmentInput } from '../../../environments/schema/environment';
import { smallest } from '../../environments/smallest';
import type { Extension } from '../../../stacks/big-data-cluster';
import { Workload } from '../../../constructs/workload/workload';
import { renderCluster } from '../../../stacks/render-cluster';
import { doors } from '../../check/doors';

function rendered(changes: Partial<EnvironmentInput>) {
  const manifests = renderCluster({ ...smallest, ...changes }, doors).layers.flatMap((layer) => layer.manifests);
  return (kind: string, name: string) => manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
}

const pods = (component: string) => ({ 'app.kubernetes.io/instance': 'local', 'app.kubernetes.io/component': component });

describe('by a port of the nodes', () => {
  const find = rendered({});

  test('there is one Service for each endpoint, named as people know it', () => {
    expect(find('Service', 'gateway-svc-external')?.spec).toEqual({
      type: 'NodePort',
      selector: pods('gateway'),
      ports: [{ name: 'https', port: 30443, targetPort: 'https', nodePort: 30443 }],
    });
  });

  test('callers get to the pods that gave themselves the role', () => {
    expect(find('Service', 'master-svc-external')?.spec).toMatchObject({
      selector: { ...pods('master'), 'big-data-cluster/ag-role': 'primary' },
      ports: [{ targetPort: 'tds', nodePort: 31433 }],
    });
    expect(find('Service', 'master-secondary-svc-external')?.spec).toMatchObject({
      selector: { ...pods('master'), 'big-data-cluster/ag-role': 'secondary' },
      ports: [{ targetPort: 'tds', nodePort: 31436 }],
    });
  });

  test('the policy lets everybody in, to that port alone, and once', () => {
    expect(find('NetworkPolicy', 'gateway')?.spec.ingress).toEqual([{ ports: [{ protocol: 'TCP', port: 8443 }] }]);
    expect(find('NetworkPolicy', 'master')?.spec.ingress).toEqual([{ ports: [{ protocol: 'TCP', port: 1433 }] }]);
  });

  test('only ranges of addresses may call if there are some, with their own addresses', () => {
    const limited = rendered({ endpoints: { gateway: { port: 32000, sourceRanges: ['10.0.0.0/8', '2001:db8::/32'] } } });
    expect(limited('Service', 'gateway-svc-external')?.spec).toMatchObject({
      externalTrafficPolicy: 'Local',
      ports: [{ nodePort: 32000 }],
    });
    expect(limited('NetworkPolicy', 'gateway')?.spec.ingress).toEqual([
      { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }, { ipBlock: { cidr: '2001:db8::/32' } }], ports: [{ protocol: 'TCP', port: 8443 }] },
    ]);
  });
});

test('by a load balancer, public or of the private network', () => {
  const find = rendered({
    platform: { kind: 'aks' },
    endpoints: { gateway: { port: 443, internal: true, sourceRanges: ['10.0.0.0/8'] } },
  });
  const { metadata, spec } = find('Service', 'gateway-svc-external')!;
  expect(metadata.annotations).toEqual({ 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' });
  expect(spec).toEqual({
    type: 'LoadBalancer',
    selector: pods('gateway'),
    ports: [{ name: 'https', port: 443, targetPort: 'https' }],
    externalTrafficPolicy: 'Local',
    loadBalancerSourceRanges: ['10.0.0.0/8'],
  });
  const master = find('Service', 'master-svc-external')!;
  expect(master.metadata).not.toHaveProperty('annotations');
  expect(master.spec).not.toHaveProperty('externalTrafficPolicy');
});

/** Two workloads that both want to be the gateway, by that port. */
const twoGateways =
  (port: string): Extension =>
  ({ cluster, layer }) => {
    for (const name of ['web', 'other']) {
      new Workload(layer('edge'), name, {
        cluster,
        kind: 'Deployment',
        replicas: 1,
        processes: [
          {
            name,
            image: { repository: 'web', tag: '1' },
            ports: { https: 8443 },
            cpu: '1',
            memory: '1Gi',
            endpoints: [{ endpoint: 'gateway', port }],
          },
        ],
      });
    }
  };

test.each([
  ['https', 'Service gateway-svc-external: metadata.name'],
  ['htps', 'Service gateway-svc-external: port htps'],
])('a door that leads to two workloads by port %s is a problem', (port, path) => {
  expect(() => renderCluster(smallest, twoGateways(port))).toThrow(path);
});

test('from inside the Kubernetes cluster alone', () => {
  const find = rendered({ platform: { kind: 'kubernetes', exposure: 'ClusterIP' } });
  expect(find('Service', 'gateway-svc-external')?.spec).toMatchObject({ type: 'ClusterIP', ports: [{ port: 30443 }] });
  expect(find('NetworkPolicy', 'gateway')?.spec.ingress[0].from).toEqual([{ namespaceSelector: { matchLabels: {} }, podSelector: {} }]);
});

describe('by a Route', () => {
  const find = rendered({
    platform: { kind: 'openshift' },
    endpoints: { gateway: { serviceType: 'Route', dnsName: 'gateway.acme.example', sourceRanges: ['10.0.0.0/8', '192.0.2.0/24'] } },
  });

  test('the router passes the encrypted connection on to the Service', () => {
    expect(find('Route', 'gateway')?.spec).toEqual({
      host: 'gateway.acme.example',
      to: { kind: 'Service', name: 'gateway-svc-external', weight: 100 },
      port: { targetPort: 'https' },
      tls: { termination: 'passthrough', insecureEdgeTerminationPolicy: 'Redirect' },
      wildcardPolicy: 'None',
    });
    expect(find('Service', 'gateway-svc-external')?.spec).toMatchObject({ type: 'ClusterIP', ports: [{ name: 'https', port: 443 }] });
    expect(find('Service', 'master-svc-external')?.spec.type).toBe('NodePort');
    expect(find('Route', 'sql-server-master')).toBeUndefined();
  });

  test('the router looks at the callers, and only the router gets to the pods', () => {
    expect(find('Route', 'gateway')?.metadata.annotations).toMatchObject({
      'haproxy.router.openshift.io/ip_allowlist': '10.0.0.0/8 192.0.2.0/24',
    });
    expect(find('NetworkPolicy', 'gateway')?.spec.ingress).toEqual([
      {
        from: [
          { namespaceSelector: { matchLabels: { 'policy-group.network.openshift.io/ingress': '' } }, podSelector: {} },
          { namespaceSelector: { matchLabels: { 'policy-group.network.openshift.io/host-network': '' } }, podSelector: {} },
        ],
        ports: [{ protocol: 'TCP', port: 8443 }],
      },
    ]);
  });
});
