import type { Manifest } from '../../constructs/workload/manifest';
import type { Process } from '../../constructs/workload/process';
import { Workload } from '../../constructs/workload/workload';
import type { EnvironmentInput } from '../../environments/schema/environment';
import type { BigDataCluster } from '../../stacks/big-data-cluster';
import { renderCluster } from '../../stacks/render-cluster';
import { outsideParts, sparkParts, sparkTwice } from '../environments/spark';

const withNotebooks = {
  ...sparkParts,
  name: 'with-notebooks',
  resources: {
    ...sparkParts.resources,
    gateway: { cpu: '500m', memory: '1Gi' },
    notebooks: { cpu: '250m', memory: '1Gi' },
  },
} as const satisfies EnvironmentInput;

/** Something to call where the gateway is. */
function standIn({ cluster, layer, workloads }: BigDataCluster): void {
  if (!cluster.gateway || workloads.some(({ spec }) => spec.name === 'gateway')) return;
  const process: Process = {
    name: 'gateway',
    image: { repository: 'registry.acme.example/gateway', tag: '1' },
    ports: { 'gw-https': 8443 },
    cpu: '100m',
    memory: '256Mi',
  };
  new Workload(layer('edge'), 'gateway', { cluster, kind: 'Deployment', replicas: 1, processes: [process] });
}

/** Every rule has passed when this returns. */
function render(environment: EnvironmentInput) {
  return renderCluster(environment, standIn);
}

function find(environment: EnvironmentInput, kind: string, name: string): Manifest | undefined {
  return render(environment)
    .layers.flatMap(({ manifests }) => manifests)
    .find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
}

function podOf(environment: EnvironmentInput, workload: string) {
  return (find(environment, 'StatefulSet', workload) ?? find(environment, 'Deployment', workload))!.spec.template.spec;
}

function containerOf(environment: EnvironmentInput, workload: string, name = workload) {
  return podOf(environment, workload).containers.find((container: { name: string }) => container.name === name);
}

function processOf(environment: EnvironmentInput, workload: string, name: string): Process {
  return render(environment)
    .workloads.find((spec) => spec.name === workload)!
    .processes.find((process) => process.name === name)!;
}

function namesOf(environment: EnvironmentInput, workload: string): string[] {
  return podOf(environment, workload).containers.map(({ name }: { name: string }) => name);
}

/** Variables of a container; of a Secret's key its name and key. */
function variablesOf(container: any): Record<string, string> {
  return Object.fromEntries(
    container.env.flatMap(({ name, value, valueFrom }: any) =>
      valueFrom?.fieldRef ? [] : [[name, value ?? `${valueFrom.secretKeyRef.name}/${valueFrom.secretKeyRef.key}`]],
    ),
  );
}

/** Secrets mounted into a container, by directory. */
function secretsOf(environment: EnvironmentInput, workload: string, name = workload): Record<string, string> {
  const { volumes } = podOf(environment, workload);
  return Object.fromEntries(
    containerOf(environment, workload, name).volumeMounts.flatMap((mount: any) => {
      const secret = volumes.find((volume: any) => volume.name === mount.name)?.secret;
      return secret ? [[mount.mountPath, secret.secretName]] : [];
    }),
  );
}

/** Whom the pods of `name` may call, as `peer:ports`; what is outside by its addresses. */
function callsOf(environment: EnvironmentInput, name: string): string[] {
  return find(environment, 'NetworkPolicy', name)!.spec.egress.flatMap(({ to = [], ports }: any) => {
    const numbers = ports.map(({ port, endPort }: any) => (endPort ? `${port}-${endPort}` : port)).join(',');
    return to.flatMap(({ podSelector, ipBlock }: any) => {
      const peer = ipBlock?.cidr ?? podSelector?.matchLabels['app.kubernetes.io/component'];
      return peer ? [`${peer}:${numbers}`] : [];
    });
  });
}

describe.each([sparkParts, sparkTwice, outsideParts, withNotebooks])('$name', (environment) => {
  test.each(['kubernetes', 'aks', 'openshift'] as const)('renders for %s without a warning', (kind) => {
    expect(render({ ...environment, platform: { kind } } as EnvironmentInput).warnings).toEqual([]);
  });
});

describe('the head of Spark', () => {
  const own = ['livy', 'spark-history', 'hive-metastore'];

  test('runs what is included', () => {
    const { sparkhead, ...others } = sparkParts.resources;
    const withFlags = (flags: object) =>
      namesOf({ ...sparkParts, resources: { ...others, sparkhead: { ...sparkhead, ...flags } } }, 'sparkhead');
    expect(withFlags({})).toEqual(['resource-manager', ...own]);
    expect(withFlags({ includeLivy: false })).toEqual(['resource-manager', 'spark-history', 'hive-metastore']);
    expect(withFlags({ includeHistory: false })).toEqual(['resource-manager', 'livy', 'hive-metastore']);
    expect(withFlags({ includeMetastore: false })).toEqual(['resource-manager', 'livy', 'spark-history']);
  });

  test('has no metastore where there is no database for it', () => {
    const { database: _, mlflow: __, ...resources } = sparkParts.resources;
    expect(namesOf({ ...sparkParts, resources }, 'sparkhead')).toEqual(['resource-manager', 'livy', 'spark-history']);
    expect(namesOf(outsideParts, 'sparkhead')).toContain('hive-metastore');
  });

  test('has the ports of the original', () => {
    const numbers = Object.fromEntries(find(sparkParts, 'Service', 'sparkhead-svc')!.spec.ports.map(({ name, port }: any) => [name, port]));
    expect(numbers).toMatchObject({ 'livy-https': 8998, 'livy-drivers': 8997, 'history-https': 18480, 'hms-thrift': 9083 });
  });

  test.each([
    ['livy', { httpGet: { path: '/version', port: 'livy-https', scheme: 'HTTPS' } }],
    ['spark-history', { httpGet: { path: '/api/v1/version', port: 'history-https', scheme: 'HTTPS' } }],
    ['hive-metastore', { tcpSocket: { port: 'hms-thrift' } }],
  ])('asks %s for itself', (name, probe) => {
    expect(containerOf(sparkParts, 'sparkhead', name)).toMatchObject({ readinessProbe: probe, livenessProbe: probe });
  });

  test('gives each what it was given, and heaps that fit', () => {
    const { sparkhead, ...others } = sparkParts.resources;
    const sizes = { livyMemory: '2Gi', historyMemory: '3Gi', metastoreMemory: '1536Mi' } as const;
    const environment = { ...sparkParts, resources: { ...others, sparkhead: { ...sparkhead, ...sizes } } } as const;
    expect(own.map((name) => containerOf(environment, 'sparkhead', name).resources.limits.memory)).toEqual(Object.values(sizes));
    const heap = (name: string) =>
      /SPARK_DAEMON_MEMORY='(\d+)m'/.exec(find(environment, 'ConfigMap', `sparkhead-${name}`)!.data!['spark-env.sh']!)?.[1];
    expect(own.map(heap)).toEqual([undefined, String(3072 * 0.75), String(1536 * 0.75)]);
  });

  test('reads its Secrets, and the login of the database is in no file', () => {
    expect(secretsOf(sparkParts, 'sparkhead', 'livy')).toEqual({
      '/var/run/secrets/tls': 'sparkhead-tls',
      '/var/run/secrets/livy': 'livy-secret',
      '/var/run/secrets/mlflow': 'mlflow-key',
    });
    expect(secretsOf(outsideParts, 'sparkhead', 'livy')).not.toHaveProperty('/var/run/secrets/mlflow');
    expect(secretsOf(sparkParts, 'sparkhead', 'spark-history')).toEqual({
      '/var/run/secrets/tls': 'sparkhead-tls',
      '/var/run/secrets/users': 'users',
    });
    expect(secretsOf(sparkParts, 'sparkhead', 'hive-metastore')).toEqual({ '/var/run/secrets/trust': 'trust' });
    const login = (environment: EnvironmentInput) => variablesOf(containerOf(environment, 'sparkhead', 'hive-metastore'));
    expect(login(sparkParts)).toMatchObject({
      DATABASE_USERNAME: 'database-metastore/username',
      DATABASE_PASSWORD: 'database-metastore/password',
    });
    expect(login(outsideParts)).toMatchObject({ DATABASE_PASSWORD: 'corporate-metastore/password' });
  });

  test('is somebody in HDFS: by name where callers are believed, by ticket in a realm', () => {
    const users = own.map((name) => variablesOf(containerOf(sparkParts, 'sparkhead', name)).HADOOP_USER_NAME);
    expect(users).toEqual(['livy', 'spark', 'hive']);
    const principals = own.map((name) =>
      processOf(sparkParts, 'sparkhead', name).principals!.map(({ service, account }) => `${service} ${account}`),
    );
    expect(principals).toEqual([['livy lvsh'], ['sph shsh', 'HTTP yrsh'], ['hive hvsh']]);
  });

  test('finds Hadoop by its own files, and sends Spark sessions where tables are', () => {
    const names = (name: string) => Object.keys(find(sparkParts, 'ConfigMap', `sparkhead-${name}`)!.data!).toSorted();
    const hadoop = ['core-site.xml', 'hdfs-site.xml', 'yarn-site.xml', 'spark-env.sh', 'security.properties'];
    expect(names('livy')).toEqual([...hadoop, 'livy.conf', 'spark-defaults.conf', 'hive-site.xml'].toSorted());
    expect(names('spark-history')).toEqual([...hadoop, 'spark-history-server.conf', 'history-door.conf'].toSorted());
    expect(names('hive-metastore')).toEqual([...hadoop, 'hive-site.xml'].toSorted());
  });

  test('calls HDFS, YARN, its database and, where there is one, the quorum', () => {
    expect(callsOf(sparkParts, 'sparkhead')).toEqual([
      'database:5432',
      // Livy keeps its sessions in HDFS by REST.
      'nmnode-0:9000,9870',
      'sparkhead:8032,8088,9083',
      'storage-0:8041,8042,9864,9866,9867,40000-44999',
    ]);
    // With a quorum they are there, and the Livy that waits calls the one that serves.
    expect(callsOf(sparkTwice, 'sparkhead')).toEqual(
      expect.arrayContaining(['nmnode-0:9000', 'zookeeper:2181', expect.stringMatching(/^sparkhead:.*8998/)]),
    );
    expect(callsOf(outsideParts, 'sparkhead')).toContain('192.0.2.0/28:6432');
  });

  test('has 60 s for Livy to write down what arrived', () => {
    expect(podOf(sparkParts, 'sparkhead').terminationGracePeriodSeconds).toBe(60);
  });

  test('may act for users in HDFS and YARN as far as it does', () => {
    const site = (environment: EnvironmentInput) => find(environment, 'ConfigMap', 'nmnode-0-name-node')!.data!['core-site.xml'];
    expect(site(sparkParts)).toContain('hadoop.proxyuser.livy.hosts');
    expect(site(sparkParts)).toContain('hadoop.proxyuser.hive.groups');
    const { sparkhead: _, mlflow: __, database: ___, ...rest } = sparkParts.resources;
    const alone = { ...sparkParts, resources: { ...rest, 'storage-0': { ...rest['storage-0'], includeSpark: false } } } as const;
    expect(site(alone)).not.toContain('hadoop.proxyuser.livy');
  });
});

describe('NodeManagers', () => {
  test('have what sessions load, as soon as Livy starts some', () => {
    const { sparkhead, ...others } = sparkParts.resources;
    const without = { ...sparkParts, resources: { ...others, sparkhead: { ...sparkhead, includeLivy: false } } } as const;
    expect(containerOf(sparkParts, 'storage-0', 'node-manager').image).toMatch(/\/spark:4\.1\.4/);
    expect(containerOf(without, 'storage-0', 'node-manager').image).toMatch(/\/hadoop:3\.4\.2/);
    expect(secretsOf(sparkParts, 'storage-0', 'node-manager')).toEqual({ '/var/run/secrets/trust': 'trust' });
    expect(secretsOf(without, 'storage-0', 'node-manager')).toEqual({});
  });

  test('let applications call Livy, the metastore, the tracking server and SQL Server', () => {
    expect(callsOf(sparkParts, 'storage-0')).toEqual([
      'mlflow:5000',
      'nmnode-0:9000',
      'sparkhead:8030,8031,8032,8997,9083',
      'storage-0:8041,9866,9867,40000-44999',
    ]);
    expect(callsOf(outsideParts, 'storage-0')).toContain('198.51.100.7/32:443');
    expect(callsOf(sparkTwice, 'spark-0')).toEqual([
      'data-0:1433',
      'master:1433',
      'mlflow:5000',
      'nmnode-0:9000',
      'spark-0:8041,40000-44999',
      'sparkhead:8030,8031,8032,8997,9083',
      'storage-0:8041,9866,9867,40000-44999',
      'storage-1:9866,9867',
    ]);
  });

  test('hand the login of the tracking server outside to sessions', () => {
    expect(variablesOf(containerOf(outsideParts, 'storage-0', 'node-manager'))).toMatchObject({
      MLFLOW_TRACKING_USERNAME: 'corporate-mlflow/username',
      MLFLOW_TRACKING_PASSWORD: 'corporate-mlflow/password',
    });
    const site = (environment: EnvironmentInput) => find(environment, 'ConfigMap', 'storage-0-node-manager')!.data!['yarn-site.xml'];
    expect(site(outsideParts)).toContain('PATH,LANG,TZ,MLFLOW_TRACKING_USERNAME,MLFLOW_TRACKING_PASSWORD');
    expect(site(sparkParts)).not.toContain('env-whitelist');
  });
});

describe('S3 over HDFS', () => {
  test('is there for whoever has a use for it, in the first storage pool', () => {
    expect(namesOf(sparkParts, 'storage-0')).toEqual(['data-node', 'node-manager', 's3-mlflow']);
    expect(namesOf(sparkTwice, 'storage-0')).toEqual(['data-node', 'node-manager', 's3-sql', 's3-mlflow', 'sql-server']);
    expect(namesOf(sparkTwice, 'storage-1')).toEqual(['data-node']);
    expect(namesOf(outsideParts, 'storage-0')).toEqual(['data-node', 'node-manager']);
  });

  test('is one address with a port for each user', () => {
    expect(find(sparkTwice, 'Service', 's3-svc')!.spec).toMatchObject({
      selector: { 'app.kubernetes.io/component': 'storage-0' },
      ports: [
        { name: 's3-sql', port: 9443, targetPort: 's3-sql' },
        { name: 's3-mlflow', port: 9444, targetPort: 's3-mlflow' },
      ],
    });
    expect(find(outsideParts, 'Service', 's3-svc')).toBeUndefined();
  });

  test('is one user of HDFS with one pair of keys and its own folder', () => {
    const names = (n: number) => `nmnode-0-${n}.nmnode-0-svc.spark-twice.svc.cluster.local:9000`;
    expect(variablesOf(containerOf(sparkTwice, 'storage-0', 's3-mlflow'))).toMatchObject({
      HDFS_USER: 'mlflow',
      HDFS_FOLDER: '/mlflow',
      HDFS_NAME_NODES: `${names(0)},${names(1)}`,
      S3_PORT: '9444',
    });
    expect(variablesOf(containerOf(sparkTwice, 'storage-0', 's3-sql'))).toMatchObject({
      HDFS_USER: 'sql',
      HDFS_FOLDER: '/',
      S3_PORT: '9443',
    });
    expect(secretsOf(sparkTwice, 'storage-0', 's3-mlflow')).toEqual({
      '/var/run/secrets/tls': 'storage-0-tls',
      '/var/run/secrets/s3': 's3-mlflow',
    });
    expect(processOf(sparkTwice, 'storage-0', 's3-mlflow').principals).toEqual([{ service: 'mlflow', account: 's3m0', perPod: true }]);
  });

  test('is called by SQL Servers that read files, and by MLflow', () => {
    const callers = ['master', 'compute-0', 'storage-0', 'data-0', 'mlflow'];
    const ports = callers.map((name) => callsOf(sparkTwice, name).find((call) => call.startsWith('storage-0:')));
    expect(ports).toEqual([
      'storage-0:1433,9443',
      'storage-0:1433,9443',
      'storage-0:8041,9443,9866,9867,40000-44999',
      undefined,
      'storage-0:9444',
    ]);
  });
});

describe('the database', () => {
  test('is a StatefulSet that keeps its data, in the layer of control', () => {
    expect(
      render(sparkParts)
        .layers.find(({ name }) => name === 'control')!
        .manifests.map(({ kind }) => kind),
    ).toContain('StatefulSet');
    const { replicas, volumeClaimTemplates } = find(sparkParts, 'StatefulSet', 'database')!.spec;
    expect([replicas, volumeClaimTemplates.map(({ metadata }: any) => metadata.name)]).toEqual([1, ['data']]);
    expect(containerOf(sparkParts, 'database').volumeMounts).toContainEqual({ name: 'data', mountPath: '/var/lib/database' });
  });

  test('has a login for each caller that there is', () => {
    expect(variablesOf(containerOf(sparkParts, 'database')).DATABASE_LOGINS).toBe('metastore mlflow');
    expect(secretsOf(sparkParts, 'database')).toEqual({
      '/var/run/secrets/tls': 'database-tls',
      '/var/run/secrets/admin': 'database-admin',
      '/var/run/secrets/logins/metastore': 'database-metastore',
      '/var/run/secrets/logins/mlflow': 'database-mlflow',
    });
    const { mlflow: _, ...resources } = sparkParts.resources;
    expect(variablesOf(containerOf({ ...sparkParts, resources }, 'database')).DATABASE_LOGINS).toBe('metastore');
  });

  test('lets them in by TLS and password alone, and its superuser from its own pod', () => {
    expect(find(sparkParts, 'ConfigMap', 'database-database')!.data!['pg_hba.conf']).toBe(
      [
        'local all all scram-sha-256',
        'host all postgres all reject',
        'hostssl metastore all all scram-sha-256',
        'hostssl mlflow all all scram-sha-256',
        'host all all all reject',
        '',
      ].join('\n'),
    );
    expect(find(sparkParts, 'ConfigMap', 'database-database')!.data!['postgresql.conf']!.split('\n')).toEqual(
      expect.arrayContaining([
        "ssl = 'on'",
        "password_encryption = 'scram-sha-256'",
        "hba_file = '/etc/database/pg_hba.conf'",
        "data_directory = '/var/lib/database/data'",
        "shared_buffers = '256MB'",
        "port = '5432'",
      ]),
    );
  });

  test('is ready when it answers, and has time to write what is in memory', () => {
    expect(containerOf(sparkParts, 'database')).toMatchObject({
      readinessProbe: { exec: { command: ['pg_isready', '--quiet', '--host=localhost', '--port=5432'] } },
      livenessProbe: { tcpSocket: { port: 'db-sql' } },
    });
    expect(podOf(sparkParts, 'database').terminationGracePeriodSeconds).toBe(120);
    expect(callsOf(sparkParts, 'database')).toEqual([]);
  });
});

describe('MLflow', () => {
  const store = {
    ...sparkParts,
    objectStore: { endpoint: 'https://s3.acme.example:9000', bucket: 'models', credentials: 'store-keys', ranges: ['203.0.113.0/24'] },
  } as const satisfies EnvironmentInput;

  test('keeps runs in the database and files in HDFS', () => {
    expect(variablesOf(containerOf(sparkParts, 'mlflow'))).toEqual({
      MLFLOW_PORT: '5000',
      MLFLOW_SERVER_ALLOWED_HOSTS: 'mlflow-svc.spark-parts.svc.cluster.local:5000',
      MLFLOW_BACKEND_STORE_URI:
        'postgresql://database-svc.spark-parts.svc.cluster.local:5432/mlflow?sslmode=verify-full&sslrootcert=/var/run/secrets/trust/ca.crt',
      MLFLOW_ARTIFACTS_DESTINATION: 's3://mlflow',
      MLFLOW_S3_ENDPOINT_URL: 'https://s3-svc.spark-parts.svc.cluster.local:9444',
      AWS_CA_BUNDLE: '/var/run/secrets/trust/ca.crt',
      AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
      PGUSER: 'database-mlflow/username',
      PGPASSWORD: 'database-mlflow/password',
      AWS_ACCESS_KEY_ID: 's3-mlflow/access-key',
      AWS_SECRET_ACCESS_KEY: 's3-mlflow/secret-key',
    });
    expect(callsOf(sparkParts, 'mlflow')).toEqual(['database:5432', 'storage-0:9444']);
    expect(variablesOf(containerOf(withNotebooks, 'mlflow'))).toMatchObject({
      MLFLOW_SUPERUSERS: 'gateway-svc.with-notebooks.svc.cluster.local',
    });
  });

  test('keeps files in the store outside, if there is one', () => {
    expect(variablesOf(containerOf(store, 'mlflow'))).toMatchObject({
      MLFLOW_ARTIFACTS_DESTINATION: 's3://models/mlflow',
      MLFLOW_S3_ENDPOINT_URL: 'https://s3.acme.example:9000',
      AWS_CA_BUNDLE: '/etc/ssl/certs/ca-certificates.crt',
      AWS_ACCESS_KEY_ID: 'store-keys/access-key',
    });
    expect(callsOf(store, 'mlflow')).toEqual(['database:5432', '203.0.113.0/24:9000']);
    expect(namesOf(store, 'storage-0')).not.toContain('s3-mlflow');
  });

  test('is alike in all pods, answers by TLS and knows the users', () => {
    expect(find(sparkTwice, 'Deployment', 'mlflow')!.spec.replicas).toBe(2);
    const probe = { httpGet: { path: '/health', port: 'mlflow-https', scheme: 'HTTPS' } };
    expect(containerOf(sparkParts, 'mlflow')).toMatchObject({ readinessProbe: probe, livenessProbe: probe });
    expect(secretsOf(sparkParts, 'mlflow')).toEqual({
      '/var/run/secrets/tls': 'mlflow-tls',
      '/var/run/secrets/trust': 'trust',
      '/var/run/secrets/users': 'users',
      '/var/run/secrets/mlflow': 'mlflow-key',
    });
    expect(processOf(sparkParts, 'mlflow', 'mlflow').principals).toEqual([{ service: 'HTTP', account: 'mlfl' }]);
  });
});

describe('notebooks', () => {
  test('run through the gateway, with the login of their user', () => {
    const { kernel_python_credentials: kernel, ignore_ssl_errors: careless } = JSON.parse(
      find(withNotebooks, 'ConfigMap', 'notebooks-notebooks')!.data!['sparkmagic.json']!,
    );
    expect(kernel).toEqual({
      username: '',
      password: '',
      url: 'https://gateway-svc.with-notebooks.svc.cluster.local:8443/gateway/default/livy/v1',
      auth: 'Basic_Access',
    });
    expect(careless).toBe(false);
    expect(callsOf(withNotebooks, 'notebooks')).toEqual(['gateway:8443', 'mlflow:5000']);
  });

  test('keep the files of their users, and trust the cluster', () => {
    expect(find(withNotebooks, 'StatefulSet', 'notebooks')!.spec.volumeClaimTemplates).toHaveLength(1);
    expect(variablesOf(containerOf(withNotebooks, 'notebooks'))).toMatchObject({
      REQUESTS_CA_BUNDLE: '/var/run/secrets/trust/ca.crt',
      MLFLOW_TRACKING_URI: 'https://mlflow-svc.with-notebooks.svc.cluster.local:5000',
      MLFLOW_TRACKING_SERVER_CERT_PATH: '/var/run/secrets/trust/ca.crt',
      NOTEBOOKS_MLFLOW_LOGIN: 'user',
    });
    expect(secretsOf(withNotebooks, 'notebooks')).toEqual({
      '/var/run/secrets/tls': 'notebooks-tls',
      '/var/run/secrets/trust': 'trust',
      '/var/run/secrets/users': 'users',
    });
    expect(containerOf(withNotebooks, 'notebooks').readinessProbe.httpGet).toEqual({
      path: '/hub/health',
      port: 'nb-https',
      scheme: 'HTTPS',
    });
  });
});
