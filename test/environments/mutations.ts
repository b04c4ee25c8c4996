import { environments } from '../../environments';

/** A change that makes an environment wrong, and the path that the problem has to name. */
export interface Mutation {
  readonly name: string;

  /** Field that is changed; the change applies to environments that have the object around it. */
  readonly field: readonly string[];

  /** New value; the field is removed if there is none. */
  readonly value?: unknown;

  /** Where the problem is. */
  readonly path: string;

  /** Environments that it is about; all if there are none. */
  readonly of?: readonly string[];

  /** Whether the shape alone tells, and so the JSON Schema too. */
  readonly shape: boolean;
}

const shape = (name: string, field: readonly string[], value: unknown, path = field.join('.')): Mutation => ({
  name,
  field,
  value,
  path,
  shape: true,
});
const meaning = (name: string, field: readonly string[], value: unknown, path = field.join('.')): Mutation => ({
  name,
  field,
  value,
  path,
  shape: false,
});

const withoutRealm = ['local', 'local-ha', 'aks-dev-test', 'kubeadm-dev-test', 'openshift-dev-test'];

const pool = { replicas: 1, cpu: '1', memory: '1Gi' };

export const mutations: readonly Mutation[] = [
  shape('no name', ['name'], undefined),
  shape('a name in capitals', ['name'], 'Local'),
  shape('a name that is too long', ['name'], 'x'.repeat(41)),
  shape('a number as name', ['name'], 7),
  shape('a namespace with an underscore', ['namespace'], 'big_data'),
  shape('a field that is not there', ['replcias'], 3),
  shape('a schema that is no text', ['$schema'], 1, '["$schema"]'),
  shape('no platform', ['platform'], undefined),
  shape('an unknown platform', ['platform', 'kind'], 'kubernets'),
  shape('an unknown field of the platform', ['platform', 'storageclass'], 'fast'),
  shape('a storage class in capitals', ['platform', 'storageClass'], 'Fast'),
  shape('an empty cluster domain', ['platform', 'clusterDomain'], ''),
  shape('an unknown security', ['security'], 'none'),
  shape('a registry with a scheme', ['images'], { repository: 'https://registry.example.com' }, 'images.repository'),
  shape('a pull secret in capitals', ['images'], { pullSecret: 'Pull' }, 'images.pullSecret'),
  shape('a decimal suffix', ['storage'], { data: { size: '2GB' } }, 'storage.data.size'),
  shape('a size without a suffix', ['storage'], { data: { size: 2 } }, 'storage.data.size'),
  shape('an unknown volume', ['storage'], { temporary: {} }, 'storage.temporary'),
  shape('a setting of an unknown file', ['settings'], { 'hdfs.dfs.replication': '1' }, 'settings["hdfs.dfs.replication"]'),
  shape('a setting without a property', ['settings'], { 'hdfs-site': '1' }, 'settings.hdfs-site'),
  shape('a number as setting', ['settings'], { 'hdfs-site.dfs.replication': 1 }, 'settings["hdfs-site.dfs.replication"]'),
  shape('an unknown service', ['services'], { hbase: {} }, 'services.hbase'),
  shape('no resources', ['resources'], undefined),
  shape('a list of resources', ['resources'], []),
  shape('a misspelt pool', ['resources', 'stroage-7'], { type: 'Storage', ...pool }),
  shape('a pool with a leading zero', ['resources', 'storage-01'], { type: 'Storage', ...pool }),
  shape('a pool of the wrong type', ['resources', 'spark-7'], { type: 'Storage', ...pool }, 'resources.spark-7.type'),
  shape('a pool without a type', ['resources', 'spark-7'], pool, 'resources.spark-7.type'),
  shape('an even quorum', ['resources', 'zookeeper'], { replicas: 4, cpu: '1', memory: '1Gi' }, 'resources.zookeeper.replicas'),
  shape('three NameNodes', ['resources', 'nmnode-0', 'replicas'], 3),
  shape('no CPU', ['resources', 'nmnode-0', 'cpu'], undefined),
  shape('CPU in words', ['resources', 'nmnode-0', 'cpu'], '1 core'),
  shape('memory with a decimal suffix', ['resources', 'nmnode-0', 'memory'], '640MB'),
  shape('no pods', ['resources', 'storage-0', 'replicas'], 0),
  shape('half a pod', ['resources', 'storage-0', 'replicas'], 1.5),
  shape('pods in quotes', ['resources', 'storage-0', 'replicas'], '2'),
  shape('too many pods', ['resources', 'storage-0', 'replicas'], 1001),
  shape('yes in the place of true', ['resources', 'storage-0', 'includeSpark'], 'yes'),
  shape('a toleration that is no list', ['resources', 'storage-0', 'tolerations'], { key: 'a' }),
  shape('an unknown effect', ['resources', 'storage-0', 'tolerations'], [{ effect: 'Never' }], 'resources.storage-0.tolerations[0].effect'),
  shape(
    'a label with a blank',
    ['resources', 'storage-0', 'nodeSelector'],
    { 'disk type': 'x' },
    'resources.storage-0.nodeSelector["disk type"]',
  ),
  shape(
    'a variable that begins with a digit',
    ['resources', 'storage-0', 'envOverrides'],
    { '1A': 'x' },
    'resources.storage-0.envOverrides.1A',
  ),
  shape('a list of pod overrides', ['resources', 'storage-0', 'podOverrides'], []),
  shape('Livy in quotes', ['resources', 'sparkhead', 'includeLivy'], 'true'),
  shape('a database by its short name', ['databaseServer'], { host: 'postgres' }, 'databaseServer.host'),
  shape('a port beyond the last', ['databaseServer'], { host: 'postgres.acme.example', port: 65536 }, 'databaseServer.port'),
  shape('a tracking server without TLS', ['trackingServer'], { url: 'http://mlflow.acme.example' }, 'trackingServer.url'),
  shape(
    'a store without TLS',
    ['objectStore'],
    { endpoint: 'http://s3.acme.example', bucket: 'models', credentials: 'keys' },
    'objectStore.endpoint',
  ),
  meaning('no part at all', ['resources'], {}, 'resources.nmnode-0'),
  meaning('no NameNode', ['resources', 'nmnode-0'], undefined),
  meaning('no DataNode', ['resources', 'storage-0'], undefined),
  { ...meaning('no quorum for two heads', ['resources', 'zookeeper'], undefined, 'resources.nmnode-0.replicas'), of: ['local-ha'] },
  { ...meaning('no head for Spark', ['resources', 'sparkhead'], undefined, 'resources.storage-0.includeSpark'), of: ['local-ha'] },
  { ...meaning('runs without a database', ['resources', 'database'], undefined), of: ['local', 'local-ha'] },
  { ...meaning('notebooks without a gateway', ['resources', 'gateway'], undefined), of: ['kubeadm-dev-test'] },
  { ...meaning('sessions that fit no NodeManager', ['resources', 'storage-0', 'sparkMemory'], '2Gi'), of: ['local-ha'] },
  {
    ...meaning(
      'an executor that fits nowhere',
      ['resources', 'sparkhead', 'settings'],
      { 'spark-defaults-conf.spark.executor.memory': '900g' },
      'resources.sparkhead.settings["spark-defaults-conf.spark.executor.memory"]',
    ),
    of: ['kubeadm-dev-test', 'kubeadm-prod', 'openshift-prod'],
  },
  meaning(
    'more copies than DataNodes',
    ['resources', 'storage-0', 'settings'],
    { 'hdfs-site.dfs.replication': '99' },
    'resources.storage-0.settings["hdfs-site.dfs.replication"]',
  ),
  meaning('a protected property', ['settings'], { 'core-site.fs.defaultFS': 'x' }, 'settings["core-site.fs.defaultFS"]'),
  { ...meaning('Kerberos without a realm', ['security'], 'kerberos', 'realm'), of: withoutRealm },
  { ...meaning('a realm without Kerberos', ['realm'], { kind: 'internal' }, 'security'), of: withoutRealm },
  { ...meaning('a key distribution centre without a realm', ['resources', 'kdc'], { cpu: '100m', memory: '256Mi' }), of: withoutRealm },
  shape('a realm in small letters', ['realm'], { kind: 'internal', name: 'bdc.internal' }, 'realm.name'),
  shape('an unknown kind of realm', ['realm'], { kind: 'ldap' }, 'realm.kind'),
  meaning('a mount without credentials', ['mounts'], { lake: { remote: 's3a://lake/raw' } }, 'mounts.lake.credentials'),
  {
    ...meaning(
      'an application without the proxy in front of it',
      ['apps'],
      { add: { version: 'v1', runtime: 'Python', src: 'add.py', entrypoint: 'add', package: 'add.zip' } },
      'resources.appproxy',
    ),
    of: ['local', 'local-ha'],
  },
  meaning('memory that holds no heap', ['resources', 'nmnode-0', 'memory'], '300Mi'),

  // Doors, nodes, tolerations, SQL Server, Secrets, digests.
  shape('a list of endpoints', ['endpoints'], []),
  shape('an endpoint that is not there', ['endpoints'], { gatway: {} }, 'endpoints.gatway'),
  shape('a misspelt service type', ['endpoints'], { gateway: { serviceType: 'nodeport' } }, 'endpoints.gateway.serviceType'),
  shape('a port beyond the last', ['endpoints'], { gateway: { port: 65536 } }, 'endpoints.gateway.port'),
  shape('a name without its domain', ['endpoints'], { gateway: { dnsName: 'gateway' } }, 'endpoints.gateway.dnsName'),
  shape(
    'an address in the place of a range',
    ['endpoints'],
    { gateway: { sourceRanges: ['10.0.0.1'] } },
    'endpoints.gateway.sourceRanges[0]',
  ),
  shape('a Route for all endpoints', ['platform', 'exposure'], 'Route'),
  shape('no node', ['platform', 'nodes'], { count: 0, cpu: '4', memory: '16Gi' }, 'platform.nodes.count'),
  shape('nodes of unknown size', ['platform', 'nodes'], { count: 3, cpu: '4' }, 'platform.nodes.memory'),
  shape('production in words', ['production'], 'yes'),
  shape('a licence accepted with a letter', ['acceptEula'], 'Y'),
  shape('a version of SQL Server in the place of text', ['sql', 'version'], 2025),
  shape('a version of SQL Server that is not there', ['sql', 'version'], '2024'),
  shape('an edition that is not there', ['sql', 'edition'], 'Entreprise'),
  shape('a collation with a blank', ['sql', 'collation'], 'Latin1 General'),
  shape('an unknown kind of source', ['sql', 'externalSources'], ['hdfs'], 'sql.externalSources[0]'),
  shape('SQL Server by a web address', ['images', 'sqlServer', 'repository'], 'https://mcr.example.com/mssql/server'),
  shape('a tag with a digest', ['images', 'sqlServer', 'tag'], '2025@sha256'),
  shape('half a digest', ['images', 'sqlServer', 'digest'], 'sha256:12'),
  shape('a digest without its algorithm', ['images'], { digests: { hadoop: '0'.repeat(64) } }, 'images.digests.hadoop'),
  shape('a Secret in capitals', ['secrets'], { 'SQL-SA': { from: 'generated' } }, 'secrets.SQL-SA'),
  shape('a Secret with its content', ['secrets'], { 'sql-sa': 'hunter2' }, 'secrets.sql-sa'),
  shape('an existing Secret without a name', ['secrets'], { 'sql-sa': { from: 'existing' } }, 'secrets.sql-sa.name'),
  shape(
    'a Secret of a store without an entry',
    ['secrets'],
    { 'sql-sa': { from: 'externalSecret', store: 'vault' } },
    'secrets.sql-sa.key',
  ),
  shape(
    'a Secret of an unknown kind of store',
    ['secrets'],
    { 'sql-sa': { from: 'externalSecret', store: 'vault', key: 'sa', storeKind: 'Vault' } },
    'secrets.sql-sa.storeKind',
  ),
  shape(
    'seconds below nothing',
    ['resources', 'storage-0', 'tolerations'],
    [{ key: 'data', effect: 'NoExecute', tolerationSeconds: -1 }],
    'resources.storage-0.tolerations[0].tolerationSeconds',
  ),
  shape(
    'a storage class with a blank',
    ['resources', 'nmnode-0', 'storage'],
    { data: { className: 'very fast' } },
    'resources.nmnode-0.storage.data.className',
  ),
  meaning('a toleration of nothing', ['resources', 'storage-0', 'tolerations'], [{}], 'resources.storage-0.tolerations[0].key'),
  meaning('an edition of another version', ['sql', 'edition'], 'Web'),
  meaning(
    'two endpoints at the same port of nodes',
    ['endpoints'],
    { gateway: { serviceType: 'NodePort', port: 30001 }, controller: { serviceType: 'NodePort', port: 30001 } },
    'endpoints.gateway.port',
  ),
  meaning('a port of nodes below the first', ['endpoints'], { gateway: { serviceType: 'NodePort', port: 443 } }, 'endpoints.gateway.port'),
  meaning(
    'two endpoints with the same name',
    ['endpoints'],
    { gateway: { dnsName: 'bdc.example.com' }, controller: { dnsName: 'bdc.example.com' } },
    'endpoints.gateway.dnsName',
  ),
  meaning(
    'SQL Server by a Route',
    ['endpoints'],
    { 'sql-server-master': { serviceType: 'Route' } },
    'endpoints.sql-server-master.serviceType',
  ),
  meaning('nodes that are too few', ['platform', 'nodes'], { count: 1, cpu: '100m', memory: '64Gi' }, 'platform.nodes.count'),
  meaning('nodes that are too small', ['platform', 'nodes'], { count: 1000, cpu: '64', memory: '512Mi' }, 'platform.nodes.memory'),
  meaning('a source for a Secret that nobody reads', ['secrets'], { 'sql-sla': { from: 'generated' } }, 'secrets.sql-sla'),
  meaning('a digest of an image that is not there', ['images', 'digests'], { hadop: `sha256:${'0'.repeat(64)}` }, 'images.digests.hadop'),
];

/** Every mutation of every built-in environment that it applies to. */
export function mutated(): { environment: string; mutation: Mutation; input: unknown }[] {
  return Object.entries(environments).flatMap(([environment, original]) =>
    mutations.flatMap((mutation) => {
      if (mutation.of && !mutation.of.includes(environment)) return [];
      const input: unknown = structuredClone(original);
      return apply(mutation, input) ? { environment, mutation, input } : [];
    }),
  );
}

/** Changes `input`; tells whether the change applies to it. */
function apply({ field, value }: Mutation, input: unknown): boolean {
  const key = field.at(-1)!;
  const holder = field.slice(0, -1).reduce<any>((parent, name) => parent?.[name], input);
  if (holder === undefined || (value === undefined && !Object.hasOwn(holder, key))) return false;
  if (value === undefined) delete holder[key];
  else holder[key] = value;
  return true;
}
