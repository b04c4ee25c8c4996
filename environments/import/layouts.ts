import { valueAt } from '../schema/parse';
import { isRecord } from './documents';
import { type Leaf, type Path, type SourceDocument, startsWith } from './profile';

/** `leaf` at the paths that the last releases of the original had for it, from whatever layout it is in. */
export function canonicalLeaves(leaf: Leaf, document: SourceDocument): Leaf[] {
  // Each file says its own.
  if (startsWith(leaf.path, ['metadata', 'kind'])) return [{ ...leaf, path: [...leaf.path, document.file] }];
  const path = securityPath(poolPath(unwrapControlPlane(leaf.path), document));
  return storagePaths(path).map((canonical) => ({ ...leaf, path: canonical }));
}

/** The first previews had one file, with a control plane in it. */
function unwrapControlPlane(path: Path): Path {
  return startsWith(path, ['spec', 'controlPlane', 'spec']) ? ['spec', ...path.slice(3)] : path;
}

/** They also had a list of pools, each with a type instead of a name. */
function poolPath(path: Path, document: SourceDocument): Path {
  const [spec, pools, index, ...rest] = path;
  if (spec !== 'spec' || pools !== 'pools' || typeof index !== 'number') return path;
  const name = poolName(document.content, index);
  if (name === undefined) return path;

  const inSpec = rest[0] === 'spec' ? rest.slice(1) : rest;
  if (inSpec[0] === 'includeSpark') return ['spec', 'resources', name, 'spec', 'settings', 'spark', 'includeSpark'];
  const setting = inSpec[0] === 'hadoop' ? hadoopSettings.get(inSpec.slice(1).join('.')) : undefined;
  if (setting === undefined) return ['spec', 'resources', name, ...rest];
  return name.startsWith('spark')
    ? ['spec', 'resources', name, 'spec', 'settings', 'spark', setting]
    : ['spec', 'services', 'spark', 'settings', setting];
}

function poolName(content: unknown, index: number): string | undefined {
  const typeAt = (position: number) => valueAt(content, ['spec', 'pools', position, 'spec', 'type']);
  const type = typeAt(index);
  if (type === 'Master') return 'master';
  if (typeof type !== 'string' || !/^[A-Z][a-z]+$/.test(type)) return undefined;
  const before = Array.from({ length: index }, (_, position) => typeAt(position)).filter((other) => other === type);
  return `${type.toLowerCase()}-${before.length}`;
}

/** Words of the first previews for settings of Spark and YARN. */
const hadoopSettings: ReadonlyMap<unknown, string> = new Map(
  Object.entries({
    'spark.driverMemory': 'spark-defaults-conf.spark.driver.memory',
    'spark.driverCores': 'spark-defaults-conf.spark.driver.cores',
    'spark.executorInstances': 'spark-defaults-conf.spark.executor.instances',
    'spark.executorMemory': 'spark-defaults-conf.spark.executor.memory',
    'spark.executorCores': 'spark-defaults-conf.spark.executor.cores',
    'yarn.nodeManager.memory': 'yarn-site.yarn.nodemanager.resource.memory-mb',
    'yarn.nodeManager.vcores': 'yarn-site.yarn.nodemanager.resource.cpu-vcores',
    'yarn.schedulerMax.memory': 'yarn-site.yarn.scheduler.maximum-allocation-mb',
    'yarn.schedulerMax.vcores': 'yarn-site.yarn.scheduler.maximum-allocation-vcores',
    'yarn.capacityScheduler.maxAmPercent': 'yarn-site.yarn.scheduler.capacity.maximum-am-resource-percent',
  }),
);

/** Names of the domain that a release candidate had. */
const earlierNames: ReadonlyMap<unknown, string> = new Map(
  Object.entries({
    bdcAdminPrincipals: 'clusterAdmins',
    bdcUserPrincipals: 'clusterUsers',
    appOwnerPrincipals: 'appOwners',
    appReaderPrincipals: 'appReaders',
  }),
);

/** Keys of the domain; until the second update they stood in `security` itself. */
export const domainKeys = [
  'ouDistinguishedName',
  'dnsIpAddresses',
  'domainControllerFullyQualifiedDns',
  'domainDnsName',
  'realm',
  'netbiosDomainName',
  'clusterAdmins',
  'clusterUsers',
  'appOwners',
  'appReaders',
  'subdomain',
  'accountPrefix',
  'useSubdomain',
  'enableAES',
] as const;

/** A running cluster tells `security` within `spec`. */
function securityPath(path: Path): Path {
  const [first, ...rest] = startsWith(path, ['spec', 'security']) ? path.slice(1) : path;
  if (first !== 'security') return path;
  const [key, ...deeper] = rest[0] === 'activeDirectory' && rest.length > 1 ? rest.slice(1) : rest;
  if (key === undefined) return [first];
  const name = earlierNames.get(key) ?? String(key);
  return (domainKeys as readonly string[]).includes(name) || rest[0] !== key
    ? ['security', 'activeDirectory', name, ...deeper]
    : ['security', ...rest];
}

const storageFields: ReadonlySet<unknown> = new Set(['className', 'accessMode', 'size', 'usePersistentVolume']);

/** The first previews had one size and class for data and logs. */
function storagePaths(path: Path): Path[] {
  const field = path.at(-1);
  if (path.at(-2) !== 'storage' || !storageFields.has(field)) return [path];
  return ['data', 'logs'].map((volume) => [...path.slice(0, -1), volume, field!]);
}

/** Whether the profile is one file of the first previews, which said less. */
export function isFirstLayout({ content }: SourceDocument): boolean {
  return isRecord(content) && isRecord(content.spec) && ('pools' in content.spec || 'controlPlane' in content.spec);
}
