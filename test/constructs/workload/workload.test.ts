import { App, Chart, Testing } from 'cdk8s';
import type { Manifest } from '../../../constructs/workload/manifest';
import type { Process } from '../../../constructs/workload/process';
import { Workload, type WorkloadProps } from '../../../constructs/workload/workload';
import { clusterOf } from '../../environments/cluster';

const image = { repository: 'registry.acme.example/superset', tag: '4.1' };
const web: Process = { name: 'web', image, ports: { http: 8088 }, cpu: '500m', memory: '1Gi' };

function manifestsOf(props: Partial<WorkloadProps> = {}): Manifest[] {
  const chart = new Chart(new App(), 'chart', { disableResourceNameHashes: true });
  new Workload(chart, 'superset', { cluster: clusterOf(), kind: 'StatefulSet', replicas: 2, processes: [web], ...props });
  return Testing.synth(chart);
}

function podOf(props: Partial<WorkloadProps> = {}) {
  return manifestsOf(props).find(({ spec }) => spec?.template)!.spec.template;
}

function find(kind: string, props: Partial<WorkloadProps> = {}) {
  return manifestsOf(props).find((manifest) => manifest.kind === kind);
}

describe('a workload', () => {
  test('comes with account, Service and disruption budget', () => {
    expect(manifestsOf().map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ServiceAccount superset',
      'Service superset-svc',
      'StatefulSet superset',
      'PodDisruptionBudget superset',
    ]);
  });

  test('has further Services, which lead a caller to one pod if its pods remember what a caller has begun', () => {
    const specOf = (onePodPerCaller?: boolean) =>
      manifestsOf({ services: { uploads: { ports: ['http'], onePodPerCaller } } }).find(({ metadata }) => metadata.name === 'uploads-svc')
        ?.spec;
    expect(specOf(true)).toEqual({ ...specOf(), sessionAffinity: 'ClientIP' });
    expect(specOf()).toMatchObject({ ports: [{ name: 'http', port: 8088, targetPort: 'http' }] });
    expect(specOf()).not.toHaveProperty('sessionAffinity');
  });

  test('is told apart by names alone, whatever its place in the tree', () => {
    const selector = { 'app.kubernetes.io/instance': 'local', 'app.kubernetes.io/component': 'superset' };
    expect(find('StatefulSet')?.spec.selector.matchLabels).toEqual(selector);
    expect(find('Service')?.spec.selector).toEqual(selector);
    expect(podOf().metadata.labels).toMatchObject(selector);
  });

  test('runs within the restricted profile', () => {
    const { spec } = podOf();
    expect(spec.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 0,
      fsGroup: 10001,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(spec.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  test('has a token only in the container that calls the Kubernetes API', () => {
    const processes: Process[] = [web, { ...web, name: 'agent', ports: {}, connectsTo: ['kubernetes-api'] }];
    const { spec } = podOf({ processes });
    const mounts = spec.containers.map(({ volumeMounts }: any) => volumeMounts.map(({ mountPath }: any) => mountPath));
    expect(spec.automountServiceAccountToken).toBe(false);
    expect(find('ServiceAccount', { processes })?.automountServiceAccountToken).toBe(false);
    expect(mounts).toEqual([[], ['/var/run/secrets/kubernetes.io/serviceaccount']]);
    expect(spec.volumes).toMatchObject([
      { name: 'agent-token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }, {}, {}] } },
    ]);
  });

  test('has rights on the objects that it names, and otherwise none', () => {
    const permissions = [{ apiGroup: '', resource: 'pods', names: ['superset-0'], verbs: ['get', 'patch'] }];
    const processes: Process[] = [{ ...web, connectsTo: ['kubernetes-api'], permissions }];
    expect(find('Role', { processes })?.rules).toEqual([
      { apiGroups: [''], resources: ['pods'], resourceNames: ['superset-0'], verbs: ['get', 'patch'] },
    ]);
    expect(find('RoleBinding', { processes })).toMatchObject({
      roleRef: { kind: 'Role', name: 'superset' },
      subjects: [{ kind: 'ServiceAccount', name: 'superset' }],
    });
    expect(find('Role')).toBeUndefined();
  });

  test('reads secrets as files or variables, by name alone', () => {
    const secrets = [
      { secret: 'web-tls', directory: '/run/tls' },
      { secret: 'web-login', key: 'password', variable: 'WEB_PASSWORD' },
    ];
    const { containers, volumes } = podOf({ processes: [{ ...web, secrets }] }).spec;
    expect(volumes).toEqual([{ name: 'web-run-tls', secret: { secretName: 'web-tls', defaultMode: 0o440 } }]);
    expect(containers[0].volumeMounts).toEqual([{ name: 'web-run-tls', mountPath: '/run/tls', readOnly: true }]);
    expect(containers[0].env).toContainEqual({ name: 'WEB_PASSWORD', valueFrom: { secretKeyRef: { name: 'web-login', key: 'password' } } });
  });

  test('says why its root file system is writable, and which labels it sets on itself', () => {
    const { metadata, spec } = podOf({
      processes: [{ ...web, writableRootReason: 'it says so', runtimeLabels: ['example.com/role'], capabilities: ['NET_BIND_SERVICE'] }],
    });
    expect(metadata.annotations).toMatchObject({
      'big-data-cluster/writable-root.web': 'it says so',
      'big-data-cluster/runtime-labels': 'example.com/role',
    });
    expect(spec.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: false,
      capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
    });
  });

  test('does its last things before it is asked to end', () => {
    const [container] = podOf({ processes: [{ ...web, beforeStop: ['bye'] }] }).spec.containers;
    expect(container.lifecycle).toEqual({ preStop: { exec: { command: ['bye'] } } });
  });

  test('requests what it may use; only CPU has no limit unless it is asked for', () => {
    const resourcesOf = (changes: Partial<Process>) => podOf({ processes: [{ ...web, ...changes }] }).spec.containers[0].resources;
    expect(resourcesOf({})).toEqual({
      requests: { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '256Mi' },
      limits: { memory: '1Gi', 'ephemeral-storage': '4Gi' },
    });
    expect(resourcesOf({ cpuLimit: '2' }).limits).toMatchObject({ cpu: '2', memory: '1Gi' });
  });

  test('fills no more of the disk of its node than it was given', () => {
    const disk = (ephemeralStorage: Process['ephemeralStorage']) => {
      const { requests, limits } = podOf({ processes: [{ ...web, ephemeralStorage }] }).spec.containers[0].resources;
      return [requests['ephemeral-storage'], limits['ephemeral-storage']];
    };
    expect(disk('20Gi')).toEqual(['256Mi', '20Gi']);
    expect(disk('64Mi')).toEqual(['64Mi', '64Mi']);
  });

  test('takes the longest grace of its processes', () => {
    expect(podOf().spec.terminationGracePeriodSeconds).toBe(30);
    expect(
      podOf({
        processes: [
          { ...web, graceSeconds: 60 },
          { ...web, name: 'b', graceSeconds: 900 },
        ],
      }).spec.terminationGracePeriodSeconds,
    ).toBe(900);
  });

  test('asks as it was told to, and waits for a slow start', () => {
    const [container] = podOf({
      processes: [{ ...web, ready: { port: 'http' }, live: { path: '/health', port: 'http', scheme: 'HTTPS' }, startupSeconds: 120 }],
    }).spec.containers;
    expect(container.readinessProbe).toMatchObject({ tcpSocket: { port: 'http' }, failureThreshold: 3 });
    expect(container.livenessProbe).toMatchObject({ httpGet: { path: '/health', port: 'http', scheme: 'HTTPS' }, failureThreshold: 6 });
    expect(container.startupProbe).toMatchObject({ httpGet: { path: '/health' }, periodSeconds: 5, failureThreshold: 24 });
  });

  test('without a liveness question has no startup question that could kill it', () => {
    const [container] = podOf({ processes: [{ ...web, ready: { command: ['true'] } }] }).spec.containers;
    expect(container.readinessProbe.exec.command).toEqual(['true']);
    expect(container).not.toHaveProperty('startupProbe');
    expect(container).not.toHaveProperty('livenessProbe');
  });

  test('mounts generated files, scratch directories and nothing else', () => {
    const processes = [
      {
        ...web,
        config: { directory: '/etc/web', files: [{ name: 'a.conf', content: 'x' }] },
        writableDirectories: ['/tmp', '/var/log/web'],
      },
    ];
    expect(find('ConfigMap', { processes })).toMatchObject({ metadata: { name: 'superset-web' }, data: { 'a.conf': 'x' } });
    expect(podOf({ processes }).spec.containers[0].volumeMounts).toEqual([
      { name: 'web-config', mountPath: '/etc/web', readOnly: true },
      { name: 'web-tmp', mountPath: '/tmp' },
      { name: 'web-var-log-web', mountPath: '/var/log/web' },
    ]);
  });

  test('spreads over zones and nodes without insisting', () => {
    const labelSelector = { matchLabels: { 'app.kubernetes.io/instance': 'local', 'app.kubernetes.io/component': 'superset' } };
    const { affinity, topologySpreadConstraints } = podOf().spec;
    expect(topologySpreadConstraints).toEqual([
      { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector },
    ]);
    expect(affinity.podAntiAffinity).toEqual({
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector } },
      ],
    });
  });

  test('goes where it is sent, with the variables it is given', () => {
    const { spec } = podOf({
      nodeSelector: { disktype: 'ssd' },
      tolerations: [{ key: 'data', operator: 'Exists' }],
      processes: [{ ...web, env: { LEVEL: 'info', COLOR: 'no' } }],
      envOverrides: { LEVEL: 'debug' },
    });
    expect(spec).toMatchObject({
      nodeSelector: { 'kubernetes.io/os': 'linux', disktype: 'ssd' },
      tolerations: [{ key: 'data', operator: 'Exists' }],
    });
    expect(spec.containers[0].env).toEqual(
      expect.arrayContaining([
        { name: 'LEVEL', value: 'debug' },
        { name: 'COLOR', value: 'no' },
      ]),
    );
    expect(podOf().spec.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
  });

  test('pulls with the secret of the environment', () => {
    const cluster = clusterOf({ images: { repository: 'registry.acme.example/bdc', pullSecret: 'pull' } });
    expect(podOf({ cluster }).spec.imagePullSecrets).toEqual([{ name: 'pull' }]);
  });
});

describe('a StatefulSet', () => {
  test('keeps its volumes when it is deleted or made smaller', () => {
    const { spec } = find('StatefulSet', { volumes: { data: { size: '15Gi', className: 'fast' } } })!;
    expect(spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Retain', whenScaled: 'Retain' });
    expect(spec.volumeClaimTemplates).toEqual([
      {
        metadata: { name: 'data', labels: spec.selector.matchLabels },
        spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'fast', resources: { requests: { storage: '15Gi' } } },
      },
    ]);
  });

  test('starts its pods together and gives them names before they are ready', () => {
    expect(find('StatefulSet')?.spec).toMatchObject({
      podManagementPolicy: 'Parallel',
      serviceName: 'superset-svc',
      updateStrategy: { type: 'RollingUpdate' },
    });
    expect(find('Service')?.spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    expect(podOf().spec.containers[0].env).toContainEqual({
      name: 'POD_HOST',
      value: '$(POD_NAME).superset-svc.$(POD_NAMESPACE).svc.cluster.local',
    });
  });

  test('leaves its updates to somebody else if told so', () => {
    expect(find('StatefulSet', { updateStrategy: 'OnDelete' })?.spec.updateStrategy).toEqual({ type: 'OnDelete' });
  });
});

describe('a Deployment', () => {
  test('has a Service with an address, and no pod goes before a new one is ready', () => {
    const props = { kind: 'Deployment' } as const;
    expect(find('Service', props)?.spec).not.toHaveProperty('clusterIP');
    expect(find('Deployment', props)?.spec.strategy.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 });
    expect(podOf(props).spec.containers[0].env.map(({ name }: any) => name)).toEqual(['POD_NAME', 'POD_NAMESPACE']);
  });

  test('without ports has no Service', () => {
    expect(find('Service', { kind: 'Deployment', processes: [{ ...web, ports: {} }] })).toBeUndefined();
  });

  test('cannot have volumes of its own', () => {
    expect(() => manifestsOf({ kind: 'Deployment', volumes: { data: { size: '1Gi' } } })).toThrow("workload 'superset' is a Deployment");
  });
});

describe('the hash of the configuration', () => {
  const hash = (files: NonNullable<Process['config']>['files']) =>
    podOf({ processes: [{ ...web, config: { directory: '/etc/web', files } }] }).metadata.annotations['big-data-cluster/config-hash'];

  test('changes with a file that needs a new pod, and with no other', () => {
    const file = { name: 'a.conf', content: 'x' };
    expect(hash([{ ...file, content: 'y' }])).not.toBe(hash([file]));
    expect(hash([file, { name: 'b.conf', content: '1', reloaded: true }])).toBe(
      hash([file, { name: 'b.conf', content: '2', reloaded: true }]),
    );
  });
});

describe('podOverrides', () => {
  test('merge maps by key and named lists by name, and reach fields that are not known here', () => {
    const { spec } = podOf({
      podOverrides: {
        spec: {
          priorityClassName: 'batch',
          resources: { limits: { cpu: '4' } },
          containers: [
            { name: 'web', stdin: true },
            { name: 'more', image: 'x' },
          ],
        },
      },
    });
    expect(spec).toMatchObject({ priorityClassName: 'batch', resources: { limits: { cpu: '4' } } });
    expect(spec.containers).toMatchObject([
      { name: 'web', stdin: true, image: 'registry.acme.example/superset:4.1' },
      { name: 'more', image: 'x' },
    ]);
  });

  test('remove what is null and replace other lists', () => {
    const { spec } = podOf({
      podOverrides: { spec: { topologySpreadConstraints: null, containers: [{ name: 'web', args: ['a'] }] } },
      processes: [{ ...web, args: ['b', 'c'] }],
    });
    expect(spec).not.toHaveProperty('topologySpreadConstraints');
    expect(spec.containers[0].args).toEqual(['a']);
  });
});
