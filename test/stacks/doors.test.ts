import { appManifests } from '../../constructs/app';
import type { Manifest } from '../../constructs/workload/manifest';
import type { EnvironmentInput } from '../../environments/schema/environment';
import { bigDataCluster } from '../../stacks/big-data-cluster';
import { renderCluster } from '../../stacks/render-cluster';
import { clusterOf } from '../environments/cluster';
import { allParts } from '../environments/sql';
import { doors } from '../environments/doors';
import { sparkParts } from '../environments/spark';

/** Every rule has passed when this returns. */
function manifestsOf(environment: EnvironmentInput): Manifest[] {
  return renderCluster(environment).layers.flatMap(({ manifests }) => manifests);
}

const find = (environment: EnvironmentInput, kind: string, name: string) =>
  manifestsOf(environment).find((manifest) => manifest.kind === kind && manifest.metadata.name === name)!;

const podOf = (name: string, environment: EnvironmentInput = doors) => find(environment, 'Deployment', name).spec.template.spec;
const containerOf = (workload: string, name: string) => podOf(workload).containers.find((container: any) => container.name === name);

/** Whom the pods of `name` may call inside of the cluster, as `peer:port`. */
const callsOf = (policy: Manifest): string[] =>
  policy.spec.egress
    .filter(({ to = [] }: any) => to[0]?.podSelector?.matchLabels['app.kubernetes.io/component'])
    .flatMap(({ to, ports }: any) =>
      ports.map(({ port }: any) => `${to[0].podSelector.matchLabels['app.kubernetes.io/component']}:${port}`),
    );

/** Whom they may call outside, as `range:port`. */
const outsideOf = (policy: Manifest): string[] =>
  policy.spec.egress.flatMap(({ to = [], ports }: any) =>
    to.flatMap(({ ipBlock }: any) => (ipBlock ? ports.map(({ port }: any) => `${ipBlock.cidr}:${port}`) : [])),
  );

const secretsOf = (workload: string, environment: EnvironmentInput = doors) =>
  podOf(workload, environment).volumes.flatMap(({ secret }: any) => (secret ? secret.secretName : []));

const everything = {
  ...allParts,
  ...doors,
  sql: allParts.sql,
  images: allParts.images,
  acceptEula: true,
  resources: { ...allParts.resources, ...doors.resources, 'storage-0': { ...allParts.resources['storage-0'] } },
} as const satisfies EnvironmentInput;

test.each(['kubernetes', 'aks', 'openshift'] as const)('every rule passes on %s', (kind) => {
  expect(renderCluster({ ...doors, platform: { kind } }).warnings).toEqual([]);
  expect(renderCluster({ ...everything, platform: { kind } }).warnings).toEqual([]);
});

test('parts are in their layers', () => {
  const layers = renderCluster(doors).layers.map(({ name, manifests }) => [
    name,
    manifests.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.name),
  ]);
  expect(Object.fromEntries(layers)).toEqual({
    foundation: [],
    control: ['appproxy', 'controller'],
    storage: [],
    spark: [],
    edge: ['gateway'],
    ml: ['app-add-v1', 'app-houses-v2'],
  });
});

describe('the gateway', () => {
  test('has HttpFS beside it, which nobody else reaches', () => {
    expect(podOf('gateway').containers.map(({ name }: any) => name)).toEqual(['gateway', 'http-fs']);
    expect(containerOf('gateway', 'http-fs')).not.toHaveProperty('ports');
    expect(containerOf('gateway', 'http-fs')).toMatchObject({
      args: ['http-fs'],
      readinessProbe: { exec: { command: ['bash', '-c', 'exec 3<>/dev/tcp/localhost/14000'] } },
    });
    expect(find(doors, 'Service', 'gateway-svc').spec.ports.map(({ port }: any) => port)).toEqual([8443]);
    expect(podOf('gateway')).not.toHaveProperty('hostAliases');
  });

  test('is reached by its door alone', () => {
    expect(find(doors, 'Service', 'gateway-svc-external').spec.ports).toMatchObject([{ nodePort: 30443, targetPort: 'gw-https' }]);
    expect(find(doors, 'NetworkPolicy', 'gateway').spec.ingress).toEqual([{ ports: [{ protocol: 'TCP', port: 8443 }] }]);
  });

  test('calls what is behind it, and the mounted stores', () => {
    const policy = find(doors, 'NetworkPolicy', 'gateway');
    const ofPools = ['storage-0:8042', 'storage-0:9864', 'storage-0:9866', 'storage-0:9867'];
    expect(callsOf(policy)).toEqual(['nmnode-0:9000', 'nmnode-0:9870', 'sparkhead:8088', ...ofPools]);
    expect(outsideOf(policy)).toEqual(expect.arrayContaining(['0.0.0.0/0:443', '192.0.2.0/24:9000', '0.0.0.0/0:8020']));
  });

  test('reads the users, its certificate, and what its pods share; HttpFS the credentials of the mounts', () => {
    expect(secretsOf('gateway')).toEqual([
      'gateway-tls',
      'gateway-secrets',
      'users',
      'user-groups',
      'lake-credentials',
      'archive-credentials',
      'spark-secret',
    ]);
    expect(containerOf('gateway', 'http-fs').volumeMounts).toContainEqual({
      name: 'http-fs-var-run-secrets-mounts-archive',
      mountPath: '/var/run/secrets/mounts/archive',
      readOnly: true,
    });
  });

  test('finds HttpFS by the name in its principal, if there is a realm', () => {
    const cluster = clusterOf({ ...doors, security: 'kerberos', realm: { kind: 'internal' } });
    const edge = bigDataCluster(cluster)
      .render()
      .find(({ name }) => name === 'edge')!;
    expect(edge.manifests.find(({ kind }) => kind === 'Deployment')!.spec.template.spec.hostAliases).toEqual([
      { ip: '127.0.0.1', hostnames: ['gateway-svc.doors.svc.cluster.local'] },
    ]);
  });

  test('may act for its callers, if there is one', () => {
    const site = (environment: EnvironmentInput) => find(environment, 'ConfigMap', 'nmnode-0-name-node').data!['core-site.xml'];
    expect(site(doors)).toContain('hadoop.proxyuser.httpfs.groups');
    expect(site(allParts)).not.toMatch(/proxyuser\.(knox|httpfs)/);
  });
});

describe('mounts', () => {
  test('are for clients of HDFS, and not for its servers', () => {
    const site = (name: string) => find(doors, 'ConfigMap', name).data!['core-site.xml'];
    const withMounts = ['gateway-http-fs', 'storage-0-node-manager', 'hdfs-client', 'nmnode-0-name-node', 'storage-0-data-node'].filter(
      (name) => site(name)!.includes('fs.viewfs.mounttable'),
    );
    expect(withMounts).toEqual(['gateway-http-fs', 'storage-0-node-manager', 'hdfs-client']);
    expect(site('hdfs-client')).not.toContain('xi:include');
  });

  test('are for sessions of Spark: what Livy is configured with is what drivers and executors have', () => {
    const parts = { ...sparkParts, mounts: doors.mounts };
    const site = (name: string, environment: EnvironmentInput = parts) => find(environment, 'ConfigMap', name).data!['core-site.xml']!;
    const readers = ['sparkhead-livy', 'sparkhead-hive-metastore', 'storage-0-node-manager'];
    for (const name of readers) {
      expect(site(name)).toContain('fs.viewfs.mounttable.spark-parts.link./mounts/archive');
      expect(site(name)).toContain('href="/var/run/secrets/mounts/archive/credentials.xml"');
      // Without files of users: whoever runs code in a session reads what its NodeManager reads.
      expect(site(name)).toContain('bdc.hadoop.UserGroups');
      expect(site(name, sparkParts)).not.toContain('bdc.hadoop.UserGroups');
    }
    expect(site('sparkhead-spark-history')).not.toContain('mounttable');
    for (const [workload, process] of [
      ['sparkhead', 'livy'],
      ['sparkhead', 'hive-metastore'],
      ['storage-0', 'node-manager'],
    ] as const) {
      const pod = find(parts, 'StatefulSet', workload).spec.template.spec;
      const { volumeMounts } = pod.containers.find(({ name }: any) => name === process);
      expect(volumeMounts).toContainEqual(expect.objectContaining({ mountPath: '/var/run/secrets/mounts/archive' }));
      expect(JSON.stringify(pod)).not.toContain('user-groups');
    }
    expect(outsideOf(find(parts, 'NetworkPolicy', 'sparkhead'))).toContain('192.0.2.0/24:9000');
  });
});

describe('the controller', () => {
  const plan = (environment: EnvironmentInput = doors) =>
    JSON.parse(find(environment, 'ConfigMap', 'controller-controller').data!['cluster-plan.json']!);

  test('has a door to its API and one to the dashboard', () => {
    const door = (name: string) => find(doors, 'Service', name).spec.ports.map(({ nodePort, targetPort }: any) => [nodePort, targetPort]);
    expect(door('controller-svc-external')).toEqual([[30080, 'ctl-https']]);
    expect(door('mgmtproxy-svc-external')).toEqual([[30777, 'ctl-dashboard']]);
    expect(find(doors, 'Service', 'mgmtproxy-svc').spec.ports).toEqual([
      { name: 'ctl-dashboard', port: 8444, targetPort: 'ctl-dashboard' },
    ]);
  });

  test('waits for nothing that it makes itself', () => {
    const volumes = podOf('controller').volumes.filter(({ secret }: any) => secret);
    expect(volumes.map(({ secret }: any) => [secret.secretName, secret.optional])).toEqual([
      ['controller-tls', true],
      ['users', true],
      ['token-key', true],
    ]);
  });

  test('may do what it has to, by name wherever there are names', () => {
    const { rules } = find(doors, 'Role', 'controller') as any;
    expect(JSON.stringify(rules)).not.toContain('*');
    expect(manifestsOf(doors).filter(({ kind }) => kind.startsWith('ClusterRole'))).toEqual([]);
    const secrets = rules.filter(({ resources }: any) => resources[0] === 'secrets');
    expect(secrets.map(({ resourceNames, verbs }: any) => [resourceNames?.includes('gateway-tls'), verbs])).toEqual([
      [true, ['get', 'update']],
      [undefined, ['create']],
    ]);
    expect(rules).toContainEqual({
      apiGroups: ['coordination.k8s.io'],
      resources: ['leases'],
      resourceNames: ['controller'],
      verbs: ['get', 'update'],
    });
    expect(rules).toContainEqual({
      apiGroups: ['apps'],
      resources: ['statefulsets'],
      resourceNames: ['zookeeper', 'nmnode-0', 'storage-0'],
      verbs: ['patch'],
    });
    const ofPods = rules.filter(({ resources }: any) => resources[0].startsWith('pods'));
    expect(ofPods.map(({ resources, verbs }: any) => [resources[0], verbs])).toEqual([
      ['pods', ['get', 'list', 'watch', 'delete']],
      ['pods/status', ['patch']],
    ]);
    const deploys = (given: any[]) => given.some(({ resources, verbs }) => resources[0] === 'deployments' && verbs.includes('create'));
    const { appproxy: _, ...withoutProxy } = doors.resources;
    expect(deploys(rules)).toBe(true);
    expect(deploys((find({ ...doors, apps: {}, resources: withoutProxy }, 'Role', 'controller') as any).rules)).toBe(false);
  });

  test('makes no Secret that comes from elsewhere', () => {
    const environment = { ...doors, secrets: { users: { from: 'existing', name: 'corporate-users' } } } as const satisfies EnvironmentInput;
    const names = ({ secrets }: any) => secrets.map(({ name }: any) => name);
    expect(names(plan())).toEqual([
      'authority',
      'cluster-admin',
      'gateway-secrets',
      'keystore-password',
      'spark-secret',
      'token-key',
      'user-groups',
      'users',
    ]);
    expect(names(plan(environment))).not.toContain('users');
    // Groups are made of the users, whoever made those.
    expect(plan(environment).secrets).toContainEqual(expect.objectContaining({ id: 'users', name: 'corporate-users', generated: false }));
    const { rules } = find(environment, 'Role', 'controller') as any;
    const users = rules.filter(({ resourceNames = [] }: any) => resourceNames.some((name: string) => /^(corporate-)?users$/.test(name)));
    expect(users).toEqual([{ apiGroups: [''], resources: ['secrets'], resourceNames: ['corporate-users'], verbs: ['get'] }]);
  });

  test('knows the names of every certificate, its own included', () => {
    const { certificates } = plan();
    expect(certificates.map(({ secret }: any) => secret)).toEqual([
      'app-add-v1-tls',
      'app-houses-v2-tls',
      'appproxy-tls',
      'controller-tls',
      'gateway-tls',
    ]);
    expect(certificates.find(({ secret }: any) => secret === 'controller-tls').dnsNames).toEqual([
      ...['controller-svc', 'mgmtproxy-svc', 'controller-svc-external', 'mgmtproxy-svc-external'].flatMap((name) => [
        name,
        `${name}.doors.svc.cluster.local`,
      ]),
      'control.bdc.acme.example',
      'localhost',
    ]);
    const { certificates: ofSql } = plan(everything);
    expect(ofSql.find(({ secret }: any) => secret === 'master-sql-tls').dnsNames).toContain('*.master-svc.doors.svc.cluster.local');
  });

  test('knows the endpoints in the words of SQL Server Big Data Clusters', () => {
    const { endpoints } = plan(everything);
    expect(endpoints).toEqual(
      expect.arrayContaining([
        {
          name: 'controller',
          description: 'Cluster Management Service',
          protocol: 'https',
          endpoint: 'https://control.bdc.acme.example:30080',
        },
        {
          name: 'webhdfs',
          description: 'HDFS File System Proxy',
          protocol: 'https',
          endpoint: 'https://gateway.bdc.acme.example:30443/gateway/default/webhdfs/v1',
        },
        { name: 'sql-server-master', description: 'SQL Server Master Instance Front-End', protocol: 'tds', endpoint: '<node>,31433' },
      ]),
    );
    expect(endpoints.map(({ name }: any) => name).toSorted()).toEqual([
      'app-proxy',
      'controller',
      'gateway',
      'mgmtproxy',
      'sql-server-master',
      'sql-server-master-readonly',
      'webhdfs',
      'yarn-ui',
    ]);
    expect(JSON.parse(find(everything, 'ConfigMap', 'endpoints').data!['endpoints.json']!)).toEqual(endpoints);
  });

  test('knows which pods it has to replace, and what services are made of', () => {
    const { services, workloads } = plan(everything);
    expect(workloads.filter(({ rolledByController }: any) => rolledByController).map(({ name }: any) => name)).toEqual(
      workloads.filter(({ keepsData }: any) => keepsData).map(({ name }: any) => name),
    );
    expect(services.find(({ name }: any) => name === 'sql').resources).toEqual(['master', 'compute-0', 'data-0']);
    expect(services.find(({ name }: any) => name === 'hdfs').resources).toEqual(['zookeeper', 'nmnode-0', 'storage-0']);
  });

  test('is told of a change without a new pod', () => {
    const hash = (environment: EnvironmentInput) =>
      find(environment, 'Deployment', 'controller').spec.template.metadata.annotations['big-data-cluster/config-hash'];
    const changed = { ...doors, apps: { ...doors.apps, houses: { ...doors.apps.houses, replicas: 3 } } } as const;
    expect(plan(changed)).not.toEqual(plan());
    expect(hash(changed)).toBe(hash(doors));
  });
});

describe('applications', () => {
  test('are behind the proxy, and reach the store alone', () => {
    expect(callsOf(find(doors, 'NetworkPolicy', 'appproxy'))).toEqual(['app-add-v1:8443', 'app-houses-v2:8443']);
    const policy = find(doors, 'NetworkPolicy', 'app-add-v1');
    expect([callsOf(policy), outsideOf(policy)]).toEqual([[], ['192.0.2.0/24:9000']]);
    expect(find(doors, 'Service', 'appproxy-svc-external').spec.ports[0].nodePort).toBe(30778);
  });

  test('have the specification, the runtime and the label of the original', () => {
    expect(containerOf('app-houses-v2', 'app').args).toEqual(['app', 'onnx']);
    expect(find(doors, 'Deployment', 'app-houses-v2').spec).toMatchObject({
      replicas: 2,
      template: { metadata: { labels: { app: 'app-houses-v2' } } },
    });
    expect(JSON.parse(find(doors, 'ConfigMap', 'app-add-v1-app').data!['spec.json']!)).toEqual({
      name: 'add',
      version: 'v1',
      runtime: 'Python',
      src: './add.py',
      entrypoint: 'add',
      replicas: 1,
      poolsize: 1,
      inputs: { x: 'int', y: 'int' },
      output: { result: 'int' },
      port: 8443,
      package: { endpoint: 'https://s3.acme.example:9000', bucket: 'apps', path: 'add/v1.zip' },
    });
  });

  test('are the same objects when they are deployed later, with a policy that lets the proxy call them', () => {
    const { cluster } = renderCluster(doors);
    const { layers } = renderCluster(doors);
    const declared = layers.find(({ name }) => name === 'ml')!.manifests.filter(({ metadata }) => metadata.name.startsWith('app-add-v1'));
    const later = appManifests(cluster, 'add', cluster.environment.apps.add!);
    const json = (manifests: readonly Manifest[]) => JSON.parse(JSON.stringify(manifests)) as Manifest[];
    expect(json(later.slice(0, -1)).map(({ kind }) => kind)).toEqual(declared.map(({ kind }) => kind));
    expect(json(later.slice(0, -1))).toEqual(json(declared));
    expect(later.at(-1)!.metadata.name).toBe('app-add-v1-appproxy');
    expect(callsOf(later.at(-1)!)).toEqual(['app-add-v1:8443']);
  });

  test('is let to its package in HDFS, and by its proxy, when it is deployed later', () => {
    const cluster = clusterOf({ ...doors, objectStore: undefined });
    const policies = appManifests(cluster, 'add', cluster.environment.apps.add!).filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies.map(({ metadata, spec }) => [metadata.name, spec.policyTypes])).toEqual([
      ['app-add-v1', ['Ingress', 'Egress']],
      ['app-add-v1-appproxy', ['Egress']],
      ['app-add-v1-storage-0', ['Ingress']],
    ]);
    expect(callsOf(policies[0]!)).toEqual(['storage-0:9445']);
    const [rule] = policies[2]!.spec.ingress;
    expect(rule.from[0].podSelector.matchLabels['app.kubernetes.io/component']).toBe('app-add-v1');
    expect(rule.ports).toEqual([{ protocol: 'TCP', port: 9445 }]);
  });
});

describe('cert-manager', () => {
  const environment = {
    ...everything,
    certificates: { from: 'certManager', issuer: 'corporate' },
    secrets: { 'appproxy-tls': { from: 'existing', name: 'own-certificate' } },
  } as const satisfies EnvironmentInput;
  const certificates = manifestsOf(environment).filter(({ kind }) => kind === 'Certificate');

  test('makes every certificate that has no source of its own', () => {
    const read = renderCluster(environment).workloads.flatMap(({ processes }) =>
      processes.flatMap(({ secrets = [] }) => secrets.map(({ secret }) => secret)),
    );
    const wanted = [...new Set(read.filter((id) => id.endsWith('-tls') && id !== 'appproxy-tls'))].toSorted();
    expect(certificates.map(({ metadata }) => metadata.name)).toEqual(wanted);
    expect(wanted).toEqual(expect.arrayContaining(['gateway-tls', 'master-sql-tls', 'storage-0-sql-tls']));
    expect(manifestsOf(everything).filter(({ kind }) => kind === 'Certificate')).toEqual([]);
  });

  test('signs names that callers use, and makes keystores for Java', () => {
    const spec = (name: string) => certificates.find(({ metadata }) => metadata.name === name)!.spec;
    expect(spec('gateway-tls')).toMatchObject({
      secretName: 'gateway-tls',
      issuerRef: { kind: 'ClusterIssuer', name: 'corporate' },
      dnsNames: expect.arrayContaining(['gateway-svc.doors.svc.cluster.local', 'gateway.bdc.acme.example', 'localhost']),
      keystores: { pkcs12: { create: true, passwordSecretRef: { name: 'keystore-password', key: 'password' } } },
    });
    expect(spec('controller-tls')).not.toHaveProperty('keystores');
    expect(spec('master-sql-tls')).not.toHaveProperty('keystores');
  });

  test('leaves nothing of them to the controller', () => {
    const plan = JSON.parse(find(environment, 'ConfigMap', 'controller-controller').data!['cluster-plan.json']!);
    expect(plan.certificates).toEqual([]);
    const { rules } = find(environment, 'Role', 'controller') as any;
    const ofCertificates = rules.filter(({ resourceNames = [] }: any) => resourceNames.some((name: string) => name.endsWith('-tls')));
    // Only to see in its own who signed it.
    expect(ofCertificates).toEqual([{ apiGroups: [''], resources: ['secrets'], resourceNames: ['controller-tls'], verbs: ['get'] }]);
  });
});

describe('pods that hold data', () => {
  test('are guarded by a policy of the cluster alone, under a name of its own', () => {
    const policy = find(everything, 'ValidatingAdmissionPolicy', 'keep-data-doors');
    expect(policy.spec.matchConstraints.resourceRules).toEqual([
      {
        apiGroups: ['apps'],
        apiVersions: ['v1'],
        operations: ['UPDATE'],
        resources: ['statefulsets', 'statefulsets/scale'],
        resourceNames: ['zookeeper', 'nmnode-0', 'storage-0', 'master', 'data-0'],
      },
    ]);
    expect(find(everything, 'ValidatingAdmissionPolicyBinding', 'keep-data-doors').spec).toEqual({
      policyName: 'keep-data-doors',
      validationActions: ['Deny'],
      matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'doors' } } },
    });
  });
});
