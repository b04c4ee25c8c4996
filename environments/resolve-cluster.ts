import type { z } from 'zod';
import { catalogue } from '../images/catalogue';
import { type Endpoint, resolveEndpoints } from './endpoints';
import { platformOf } from './platforms';
import type { Platform } from './platforms/platform';
import type { EndpointName } from './schema/endpoints';
import type { Environment } from './schema/environment';
import type { Bytes, Cpu } from './schema/quantities';
import type { resource, volume } from './schema/resource';
import { type PoolType, type nameNode, poolTypeOf, type pools, type sparkHead, type zooKeeper } from './schema/resources';
import { type ServiceName, serviceNames } from './schema/services';
import { type Settings, layerSettings } from './settings';

/** A persistent volume of each pod of a resource. */
export type Volume = z.output<typeof volume> & Required<Pick<z.output<typeof volume>, 'size'>>;

/** A pool or service with nothing left open: volumes have sizes, settings are the effective ones. */
export interface Resource extends Omit<z.output<typeof resource>, 'settings'> {
  /** Name of the resource, and of its workload. */
  readonly name: string;

  /** Number of pods. */
  readonly replicas: number;

  /** Effective settings by service and file. */
  readonly settings: Readonly<Record<ServiceName, Settings>>;

  /** Volumes of each pod, by name. */
  readonly storage: Readonly<Record<string, Volume>>;
}

/** A resource with the fields of its own kind. */
export type Resolved<Schema extends z.ZodType> = Resource & Omit<z.output<Schema>, keyof Resource>;

/** HDFS, if the cluster has it. */
export interface Hdfs {
  readonly nameNode: Resolved<typeof nameNode>;

  /** Pools with DataNodes; at least one. */
  readonly storagePools: readonly Resolved<(typeof pools)['Storage']>[];

  /** The quorum, if there are two NameNodes. */
  readonly quorum?: Resolved<typeof zooKeeper>;
}

/** Spark on YARN, if the cluster has it. */
export interface Spark {
  readonly head: Resolved<typeof sparkHead>;

  /** Pools with NodeManagers; at least one. */
  readonly nodeManagerPools: readonly NodeManagerPool[];

  /** The quorum, if there are two ResourceManagers. */
  readonly quorum?: Resolved<typeof zooKeeper>;
}

/** A pool whose pods run NodeManagers, with what each of them gets. */
export interface NodeManagerPool extends Resource {
  readonly sparkCpu: Cpu;
  readonly sparkMemory: Bytes;
}

/**
 * A cluster with nothing left open: frozen data that every construct and check reads.
 *
 * `hdfs` and `spark` are there only if all that they need is there; the checks tell what is missing.
 */
export interface Cluster {
  readonly environment: Environment;
  readonly name: string;
  readonly namespace: string;

  /** What the environment says of its platform, and all that follows from the kind; nothing may ask for the kind itself. */
  readonly platform: Omit<Environment['platform'], 'kind'> & Platform;

  /** Doors of the cluster that are there if a workload declares them. */
  readonly endpoints: Readonly<Record<EndpointName, Endpoint>>;

  readonly images: ReturnType<typeof catalogue>;

  /** All resources, in the order in which people read about them. */
  readonly resources: readonly Resource[];

  readonly zooKeeper?: Resolved<typeof zooKeeper>;
  readonly hdfs?: Hdfs;
  readonly spark?: Spark;
}

/**
 * Derives names, images and effective settings from `environment`, once.
 *
 * @param platform in the place of the one that the environment names
 */
export function resolveCluster(environment: Environment, platform: Platform = platformOf(environment)): Cluster {
  const { name, namespace = name, images } = environment;
  const { kind: _, ...declared } = environment.platform;
  const storageClass = declared.storageClass ?? platform.defaultStorageClass;
  const resources = Object.entries(environment.resources as Record<string, ResourceInput>)
    .map(([key, input]) => resolveResource(environment, storageClass, key, input))
    .toSorted((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name, 'en', { numeric: true }));
  const find = (wanted: string) => resources.find((resource) => resource.name === wanted);
  const poolsOf = (type: PoolType) => resources.filter((resource) => poolTypeOf(resource.name) === type);

  const zooKeeperResource = find('zookeeper') as Cluster['zooKeeper'];
  const quorumFor = (replicas: number) => (replicas > 1 ? zooKeeperResource : undefined);
  const nameNodeResource = find('nmnode-0') as Hdfs['nameNode'] | undefined;
  const storagePools = poolsOf('Storage') as unknown as Hdfs['storagePools'];
  const hdfs = nameNodeResource &&
    storagePools.length > 0 && { nameNode: nameNodeResource, storagePools, quorum: quorumFor(nameNodeResource.replicas) };

  const head = find('sparkhead') as Spark['head'] | undefined;
  const nodeManagerPools = [...storagePools.filter(({ includeSpark }) => includeSpark), ...poolsOf('Spark')].map((pool) => ({
    sparkCpu: pool.cpu,
    sparkMemory: pool.memory,
    ...pool,
  }));
  const spark = hdfs && head && nodeManagerPools.length > 0 && { head, nodeManagerPools, quorum: quorumFor(head.replicas) };

  return freeze({
    environment,
    name,
    namespace,
    platform: { ...platform, ...declared, storageClass },
    endpoints: resolveEndpoints(environment, platform),
    images: catalogue(images.repository),
    resources,
    zooKeeper: zooKeeperResource,
    hdfs: hdfs || undefined,
    spark: spark || undefined,
  });
}

const order = ['nmnode', 'zookeeper', 'storage', 'sparkhead', 'spark'];

function rank(name: string): number {
  return order.indexOf(name.replace(/-\d+$/, ''));
}

type ResourceInput = z.output<typeof resource> & {
  readonly replicas: number;
  readonly storage?: Readonly<Record<string, z.output<typeof volume>>>;
};

function resolveResource(
  environment: Environment,
  storageClass: string | undefined,
  name: string,
  { settings, storage = {}, ...rest }: ResourceInput,
): Resource {
  const scopes = (service: ServiceName) => layerSettings(environment.settings, environment.services[service].settings, settings);
  return {
    ...rest,
    name,
    settings: Object.fromEntries(serviceNames.map((service) => [service, scopes(service)])) as Record<ServiceName, Settings>,
    storage: Object.fromEntries(
      Object.entries(storage).map(([volumeName, { size, className }]) => {
        const defaults = environment.storage[volumeName as keyof Environment['storage']];
        return [volumeName, { size: size ?? defaults.size, className: className ?? defaults.className ?? storageClass }];
      }),
    ),
  };
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}
