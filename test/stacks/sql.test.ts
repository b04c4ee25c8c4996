import type { Manifest } from '../../constructs/workload/manifest';
import type { EnvironmentInput } from '../../environments/schema/environment';
import { planOf } from '../../stacks/plan';
import { renderCluster } from '../../stacks/render-cluster';
import { allParts, sqlAlone } from '../environments/sql';

/** Every rule has passed when this returns. */
function manifestsOf(environment: EnvironmentInput): Manifest[] {
  return renderCluster(environment).layers.flatMap(({ manifests }) => manifests);
}

function find(environment: EnvironmentInput, kind: string, name: string) {
  return manifestsOf(environment).find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
}

function podOf(environment: EnvironmentInput, name = 'master') {
  return find(environment, 'StatefulSet', name)!.spec.template.spec;
}

function containerOf(environment: EnvironmentInput, name = 'master') {
  return podOf(environment, name).containers.find((container: { name: string }) => container.name === 'sql-server');
}

/** Whom the pods of `name` may call, as `peer:port`. */
function callsOf(environment: EnvironmentInput, name: string): string[] {
  return find(environment, 'NetworkPolicy', name)!
    .spec.egress.filter(({ to = [] }: any) => to[0]?.podSelector.matchLabels['app.kubernetes.io/component'])
    .flatMap(({ to, ports }: any) =>
      ports.map(({ port }: any) => `${to[0].podSelector.matchLabels['app.kubernetes.io/component']}:${port}`),
    );
}

const twoAndAVote = {
  ...sqlAlone,
  resources: { ...sqlAlone.resources, master: { ...sqlAlone.resources.master, replicas: 2, configurationOnly: 1 } },
} as const satisfies EnvironmentInput;

describe('SQL Server', () => {
  test.each([sqlAlone, allParts, twoAndAVote])('renders without a warning: $name', (environment) => {
    expect(renderCluster(environment).warnings).toEqual([]);
  });

  test.each(['aks', 'openshift'] as const)('renders for %s', (kind) => {
    expect(renderCluster({ ...allParts, platform: { kind } }).warnings).toEqual([]);
  });

  test('needs no other part', () => {
    expect(renderCluster(sqlAlone).layers.map(({ name }) => name)).toEqual(['foundation', 'sql']);
    expect(renderCluster(sqlAlone).workloads.map(({ name }) => name)).toEqual(['master', 'compute-0', 'data-0']);
  });

  test('stands beside the DataNodes, with a volume of its own', () => {
    const { spec } = find(allParts, 'StatefulSet', 'storage-0')!;
    expect(spec.template.spec.containers.map(({ name }: any) => name)).toEqual(['data-node', 'node-manager', 's3-sql', 'sql-server']);
    expect(spec.volumeClaimTemplates.map(({ metadata }: any) => metadata.name)).toEqual(['data', 'logs', 'sql']);
    expect(containerOf(allParts, 'storage-0')).toMatchObject({
      resources: { requests: { cpu: '1', memory: '4Gi' }, limits: { cpu: '1', memory: '4Gi' } },
      volumeMounts: expect.arrayContaining([{ name: 'sql', mountPath: '/var/opt/mssql' }]),
    });
  });

  test.each(['master', 'compute-0', 'data-0', 'storage-0'])('is the same program in %s, with its own certificate', (pool) => {
    const [master, other] = [containerOf(allParts), containerOf(allParts, pool)];
    expect([other.image, other.command, other.securityContext]).toEqual([master.image, master.command, master.securityContext]);
    expect(podOf(allParts, pool).volumes).toContainEqual({
      name: 'sql-server-var-run-secrets-sql-tls',
      secret: { secretName: `${pool}-sql-tls`, defaultMode: 0o440 },
    });
  });

  test('asks for one capability, and says why it writes to its root file system', () => {
    expect(containerOf(sqlAlone).securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: false,
      capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
    });
    expect(find(sqlAlone, 'StatefulSet', 'master')!.spec.template.metadata.annotations).toHaveProperty([
      'big-data-cluster/writable-root.sql-server',
    ]);
    expect(podOf(sqlAlone).securityContext).toMatchObject({ runAsUser: 10001, runAsGroup: 0, fsGroup: 10001 });
  });

  test.each(['master', 'compute-0', 'data-0'])('is sure of its share: requests of %s equal limits', (pool) => {
    for (const { resources } of podOf(allParts, pool).containers) {
      const { cpu, memory } = resources.limits;
      expect(resources.requests).toMatchObject({ cpu, memory });
    }
    expect(podOf(allParts, pool).terminationGracePeriodSeconds).toBe(60);
  });

  test('gets its edition, and the consent only if it was given', () => {
    const variables = (environment: EnvironmentInput) =>
      Object.fromEntries(containerOf(environment).env.map(({ name, value }: any) => [name, value]));
    expect(variables(sqlAlone)).toMatchObject({ ACCEPT_EULA: 'Y', MSSQL_PID: 'EnterpriseDeveloper' });
    const undecided = { ...sqlAlone, acceptEula: false };
    expect(variables(undecided)).not.toHaveProperty('ACCEPT_EULA');
    expect(renderCluster(undecided).warnings.map(({ path }) => path)).toEqual(['acceptEula']);
  });

  test.each([
    ['2019', 'Developer', /^2019-CU/],
    ['2022', 'Developer', /^2022-CU/],
    ['2025', 'EnterpriseDeveloper', /^2025-CU/],
  ] as const)('%s has a tag unless one is given', (version, edition, tag) => {
    const environment = { ...sqlAlone, sql: { version, edition } } as EnvironmentInput;
    expect(containerOf(environment).image.split(':')[1]).toMatch(tag);
    const digest = `sha256:${'0'.repeat(64)}`;
    const images = { sqlServer: { repository: 'registry.acme.example/own', tag: 'mine', digest } };
    expect(containerOf({ ...environment, images }).image).toBe(`registry.acme.example/own:mine@${digest}`);
  });

  test('is called by those who read from it and by nobody else', () => {
    expect(callsOf(allParts, 'master')).toEqual([
      'compute-0:1433',
      'data-0:1433',
      'master:1433',
      'master:5022',
      'storage-0:1433',
      'storage-0:9443',
    ]);
    expect(callsOf(allParts, 'compute-0')).toEqual(['data-0:1433', 'storage-0:1433', 'storage-0:9443']);
    expect(callsOf(allParts, 'data-0')).toEqual([]);
    expect(callsOf(sqlAlone, 'master')).toEqual(['compute-0:1433', 'data-0:1433']);
  });

  test('tells in the plan which Secrets its pods wait for', () => {
    expect(planOf(renderCluster(sqlAlone)).secrets.map(({ name }) => name)).toEqual([
      'compute-0-sql-tls',
      'data-0-sql-tls',
      'master-sql-tls',
      'sql-agent',
      'sql-machine-key',
      'sql-master-key',
      'sql-sa',
    ]);
  });
});

describe('the master', () => {
  test('is prepared for a group if its edition can form one', () => {
    const conf = (environment: EnvironmentInput) => find(environment, 'ConfigMap', 'master-sql-server')!.data!['mssql.conf'];
    expect(conf(sqlAlone)).toContain('hadrenabled = 1');
    expect(conf({ ...sqlAlone, sql: { version: '2025', edition: 'Standard' } })).not.toContain('hadr');
    expect(find(sqlAlone, 'ConfigMap', 'data-0-sql-server')!.data!['mssql.conf']).not.toContain('hadr');
  });

  test('is replaced by whoever knows the primary, as the shards are', () => {
    const strategy = (name: string) => find(allParts, 'StatefulSet', name)!.spec.updateStrategy.type;
    expect(['master', 'data-0', 'compute-0'].map(strategy)).toEqual(['OnDelete', 'OnDelete', 'RollingUpdate']);
  });

  test('has a Service for the primary, and for the secondaries if there are some', () => {
    const role = (environment: EnvironmentInput, name: string) =>
      find(environment, 'Service', name)?.spec.selector['big-data-cluster/ag-role'];
    expect([role(allParts, 'master-p-svc'), role(allParts, 'master-s-svc')]).toEqual(['primary', 'secondary']);
    expect([role(sqlAlone, 'master-p-svc'), role(sqlAlone, 'master-s-svc')]).toEqual(['primary', undefined]);
    expect(find(allParts, 'Service', 'master-svc')!.spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
  });

  test('is reached from outside by its role', () => {
    const door = (environment: EnvironmentInput, name: string) => {
      const spec = find(environment, 'Service', name)?.spec;
      return spec && [spec.selector['big-data-cluster/ag-role'], spec.ports[0].nodePort, spec.ports[0].targetPort];
    };
    expect(door(allParts, 'master-svc-external')).toEqual(['primary', 31433, 'sql-tds']);
    expect(door(allParts, 'master-secondary-svc-external')).toEqual(['secondary', 31436, 'sql-tds']);
    expect(door(sqlAlone, 'master-svc-external')).toEqual(['primary', 31433, 'sql-tds']);
    expect(door(sqlAlone, 'master-secondary-svc-external')).toBeUndefined();
  });

  test('keeps its names, ports, volumes and Secrets when it gets more replicas', () => {
    const [one, three] = [find(sqlAlone, 'StatefulSet', 'master')!.spec, find(allParts, 'StatefulSet', 'master')!.spec];
    const names = (list: any[]) => list.map(({ name, metadata }) => name ?? metadata.name);
    expect(names(one.template.spec.containers)).toEqual(names(three.template.spec.containers));
    expect(names(one.template.spec.volumes)).toEqual(names(three.template.spec.volumes));
    expect(names(one.volumeClaimTemplates)).toEqual(names(three.volumeClaimTemplates));
    expect(one.template.spec.containers[0].ports).toEqual(three.template.spec.containers[0].ports);
    expect([one.serviceName, one.replicas, three.serviceName, three.replicas]).toEqual(['master-svc', 1, 'master-svc', 3]);
  });

  test('has the replica without data as its last pod', () => {
    expect(find(twoAndAVote, 'StatefulSet', 'master')!.spec.replicas).toBe(3);
    const { replicas, requiredSynchronizedSecondariesToCommit } = JSON.parse(
      find(twoAndAVote, 'ConfigMap', 'master-ag-agent')!.data!['ag-agent.json']!,
    ).availabilityGroup;
    expect(replicas.map(({ mode }: any) => mode)).toEqual(['SYNCHRONOUS_COMMIT', 'SYNCHRONOUS_COMMIT', 'CONFIGURATION_ONLY']);
    expect(requiredSynchronizedSecondariesToCommit).toBe(0);
  });

  test('lets its agents touch their pods and their Lease, and nothing else', () => {
    expect(find(allParts, 'Role', 'master')!.rules).toEqual([
      { apiGroups: [''], resources: ['pods'], resourceNames: ['master-0', 'master-1', 'master-2'], verbs: ['get', 'patch'] },
      { apiGroups: ['coordination.k8s.io'], resources: ['leases'], resourceNames: ['ag-bdc'], verbs: ['get', 'update'] },
    ]);
    expect(find(allParts, 'Lease', 'ag-bdc')).not.toHaveProperty('spec');
    expect(find(sqlAlone, 'Role', 'master')!.rules).toHaveLength(1);
    expect(find(sqlAlone, 'Lease', 'ag-bdc')).toBeUndefined();
  });

  test('gives the token of the API to the agent alone', () => {
    const mounts = podOf(allParts).containers.map(({ name, volumeMounts }: any) => [
      name,
      volumeMounts.some(({ mountPath }: any) => mountPath.includes('kubernetes.io/serviceaccount')),
    ]);
    expect(mounts).toEqual([
      ['sql-server', false],
      ['ag-agent', true],
    ]);
  });

  test('stops SQL Server when the agent has handed over', () => {
    expect(containerOf(allParts).lifecycle.preStop.exec.command.join(' ')).toContain('/dev/tcp/localhost/8300');
    expect(containerOf(allParts, 'data-0')).not.toHaveProperty('lifecycle');
  });
});

describe('scripts inside of the master', () => {
  const environment = {
    ...sqlAlone,
    images: { sqlServer: { ...sqlAlone.images.sqlServer, machineLearning: true } },
    resources: { ...sqlAlone.resources, master: { ...sqlAlone.resources.master, machineLearning: true } },
  } as const satisfies EnvironmentInput;

  test('let the master be root, and nobody else, and say why', () => {
    const { securityContext, command, env } = containerOf(environment);
    expect(securityContext).toEqual({ runAsUser: 0, runAsNonRoot: false, readOnlyRootFilesystem: false });
    expect(command[2]).toContain('launchpadd');
    expect(env).toContainEqual({ name: 'ACCEPT_EULA_ML', value: 'Y' });
    expect(find(environment, 'StatefulSet', 'master')!.spec.template.metadata.annotations).toHaveProperty([
      'big-data-cluster/root.sql-server',
    ]);
    for (const pool of ['compute-0', 'data-0']) expect(containerOf(environment, pool)).toEqual(containerOf(sqlAlone, pool));
  });

  test('let the namespace admit it, and warn of it still', () => {
    const levels = (of: EnvironmentInput) =>
      ['enforce', 'audit', 'warn'].map((mode) => find(of, 'Namespace', of.name)!.metadata.labels![`pod-security.kubernetes.io/${mode}`]);
    expect(levels(environment)).toEqual(['baseline', 'restricted', 'restricted']);
    expect(levels(sqlAlone)).toEqual(['restricted', 'restricted', 'restricted']);
  });
});

describe('secrets', () => {
  const secrets = {
    'sql-sa': { from: 'existing', name: 'corporate-sa' },
    'sql-machine-key': { from: 'externalSecret', store: 'vault', storeKind: 'ClusterSecretStore', key: 'bdc/machine-key' },
  } as const;

  test('are read under the name that they have', () => {
    expect(containerOf({ ...sqlAlone, secrets }).env).toContainEqual({
      name: 'MSSQL_SA_PASSWORD',
      valueFrom: { secretKeyRef: { name: 'corporate-sa', key: 'password' } },
    });
  });

  test('are copied from a store where it is said so, and never rendered', () => {
    const kinds = manifestsOf({ ...sqlAlone, secrets }).filter(({ kind }) => kind.endsWith('Secret'));
    expect(kinds).toEqual([
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: expect.objectContaining({ name: 'sql-machine-key', namespace: 'sql-alone' }),
        spec: {
          refreshInterval: '1h',
          secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
          target: { name: 'sql-machine-key', creationPolicy: 'Owner' },
          data: [
            {
              secretKey: 'machine-key',
              remoteRef: { key: 'bdc/machine-key', property: 'machine-key', decodingStrategy: 'Base64' },
            },
          ],
        },
      },
    ]);
  });
});
