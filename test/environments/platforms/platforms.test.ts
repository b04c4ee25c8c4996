import { parse } from 'yaml';
import { smallest } from '../smallest';
import { platformOf } from '../../../environments/platforms';
import type { Platform } from '../../../environments/platforms/platform';
import { vanilla } from '../../../environments/platforms/vanilla';
import type { Environment } from '../../../environments/schema/environment';
import { renderCluster } from '../../../stacks/render-cluster';
import { doors } from '../../check/doors';

type Kind = Environment['platform']['kind'];

function rendered(kind: Kind, platform?: Platform) {
  const { layers, warnings, cluster } = renderCluster({ ...smallest, platform: { kind } }, doors, platform);
  const manifests = layers.flatMap((layer) => layer.manifests);
  const find = (wanted: string, name: string) => manifests.find((manifest) => manifest.kind === wanted && manifest.metadata.name === name);
  return { warnings, cluster, manifests, find, pod: find('StatefulSet', 'nmnode-0')!.spec.template.spec };
}

const dnsOf = ({ find }: ReturnType<typeof rendered>) => find('NetworkPolicy', 'nmnode-0')!.spec.egress[0];

test.each<[Kind, string | undefined, string]>([
  ['kubernetes', undefined, 'NodePort'],
  ['aks', 'managed-csi', 'LoadBalancer'],
  ['openshift', undefined, 'NodePort'],
])('%s has storage class %s and endpoints by %s', (kind, storageClass, type) => {
  const { warnings, find } = rendered(kind);
  expect(warnings).toEqual([]);
  expect(find('StatefulSet', 'nmnode-0')!.spec.volumeClaimTemplates[0].spec.storageClassName).toBe(storageClass);
  expect(find('Service', 'gateway-svc-external')!.spec.type).toBe(type);
});

test('the class that the environment names is stronger', () => {
  const { layers } = renderCluster({ ...smallest, platform: { kind: 'aks', storageClass: 'managed-csi-premium' } });
  expect(JSON.stringify(layers)).toContain('"storageClassName":"managed-csi-premium"');
});

describe('OpenShift', () => {
  const openshift = rendered('openshift');

  test('gives users and groups itself, so no pod asks for one', () => {
    expect(openshift.pod.securityContext).toEqual({
      runAsNonRoot: true,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test('is asked by RBAC whether the accounts may use the constraints, and leaves the labels of the namespace alone', () => {
    expect(openshift.find('Role', 'scc-restricted-v2')).toMatchObject({
      rules: [
        {
          apiGroups: ['security.openshift.io'],
          resources: ['securitycontextconstraints'],
          resourceNames: ['restricted-v2'],
          verbs: ['use'],
        },
      ],
    });
    expect(openshift.find('RoleBinding', 'scc-restricted-v2')).toMatchObject({
      roleRef: { kind: 'Role', name: 'scc-restricted-v2' },
      subjects: [{ kind: 'Group', name: 'system:serviceaccounts:local' }],
    });
    expect(openshift.find('Namespace', 'local')!.metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
      'security.openshift.io/scc.podSecurityLabelSync': 'false',
    });
  });

  test('has its DNS in another namespace, behind another port', () => {
    expect(dnsOf(openshift)).toMatchObject({
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } } }],
      ports: [{ port: 5353 }, { port: 5353 }],
    });
  });
});

test.each<Kind>(['kubernetes', 'aks'])('%s has no constraints, and users that are numbers', (kind) => {
  const { find, manifests, pod } = rendered(kind);
  expect(pod.securityContext).toMatchObject({ runAsUser: 10001, runAsGroup: 0, fsGroup: 10001 });
  expect(manifests.filter((manifest) => manifest.kind.startsWith('Role'))).toEqual([]);
  expect(find('Namespace', 'local')!.metadata.labels).not.toHaveProperty(['security.openshift.io/scc.podSecurityLabelSync']);
});

/** What a fourth kind of Kubernetes costs: this, and nothing anywhere else. */
const eks: Platform = {
  ...vanilla,
  title: 'EKS',
  defaultStorageClass: 'gp3',
  serviceTypes: ['LoadBalancer', 'NodePort', 'ClusterIP'],
  internalLoadBalancer: { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' },
};

test('a platform from outside takes the place of the one that the environment names', () => {
  const { find } = rendered('kubernetes', eks);
  expect(find('StatefulSet', 'storage-0')!.spec.volumeClaimTemplates[0].spec.storageClassName).toBe('gp3');
  expect(find('Service', 'gateway-svc-external')!.spec.type).toBe('LoadBalancer');
  const { layers } = renderCluster({ ...smallest, endpoints: { gateway: { internal: true } } }, doors, eks);
  expect(JSON.stringify(layers)).toContain('"service.beta.kubernetes.io/aws-load-balancer-scheme":"internal"');
});

test('problems call a platform from outside by its name', () => {
  expect(() => renderCluster({ ...smallest, endpoints: { gateway: { serviceType: 'Route' } } }, doors, eks)).toThrow('EKS has no Route');
});

describe('names of another zone', () => {
  const forwarding = (kind: Kind) =>
    platformOf({ platform: { kind, clusterDomain: 'cluster.local' } }).forwardZone('contoso.local', ['10.0.0.2', '2001:db8::2']);

  test('are a block of CoreDNS', () => {
    expect(forwarding('kubernetes').text).toBe(`contoso.local:53 {
    errors
    cache 30
    forward . 10.0.0.2 2001:db8::2 {
        policy sequential
    }
}
`);
  });

  test('are the same block in a ConfigMap on AKS', () => {
    expect(parse(forwarding('aks').text)).toMatchObject({
      kind: 'ConfigMap',
      metadata: { name: 'coredns-custom', namespace: 'kube-system' },
      data: { 'contoso.local.server': forwarding('kubernetes').text },
    });
  });

  test('are an entry of the DNS operator on OpenShift', () => {
    expect(parse(forwarding('openshift').text)).toEqual([
      { name: 'contoso-local', zones: ['contoso.local'], forwardPlugin: { policy: 'Sequential', upstreams: ['10.0.0.2', '2001:db8::2'] } },
    ]);
  });
});
