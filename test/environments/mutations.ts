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
  meaning('no part at all', ['resources'], {}, 'resources.nmnode-0'),
  meaning('no NameNode', ['resources', 'nmnode-0'], undefined),
  meaning('no DataNode', ['resources', 'storage-0'], undefined),
  { ...meaning('no quorum for two heads', ['resources', 'zookeeper'], undefined, 'resources.nmnode-0.replicas'), of: ['local-ha'] },
  { ...meaning('no head for Spark', ['resources', 'sparkhead'], undefined, 'resources.storage-0.includeSpark'), of: ['local-ha'] },
  meaning(
    'more copies than DataNodes',
    ['resources', 'storage-0', 'settings'],
    { 'hdfs-site.dfs.replication': '99' },
    'resources.storage-0.settings["hdfs-site.dfs.replication"]',
  ),
  meaning('a protected property', ['settings'], { 'core-site.fs.defaultFS': 'x' }, 'settings["core-site.fs.defaultFS"]'),
  meaning('a mount without credentials', ['mounts'], { lake: { remote: 's3a://lake/raw' } }, 'mounts.lake.credentials'),
  meaning(
    'an application without the proxy in front of it',
    ['apps'],
    { add: { version: 'v1', runtime: 'Python', src: 'add.py', entrypoint: 'add', package: 'add.zip' } },
    'resources.appproxy',
  ),
  meaning('memory that holds no heap', ['resources', 'nmnode-0', 'memory'], '300Mi'),
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
