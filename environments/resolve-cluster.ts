import type { z } from 'zod';
import { type Image, catalogue, sqlServerImage } from '../images/catalogue';
import { type Endpoint, resolveEndpoints } from './endpoints';
import { platformOf } from './platforms';
import type { Platform } from './platforms/platform';
import { type Realm, resolveRealm } from './realm';
import type { EndpointName } from './schema/endpoints';
import type { Environment } from './schema/environment';
import type { Bytes, Cpu } from './schema/quantities';
import type { resource, volume } from './schema/resource';
import {
  type PoolType,
  type appProxy,
  type controller,
  type database,
  type gateway,
  type kdc,
  type master,
  type mlflow,
  type nameNode,
  type notebooks,
  poolTypeOf,
  type pools,
  type singletons,
  type sparkHead,
  type zooKeeper,
} from './schema/resources';
import { type ServiceName, serviceNames } from './schema/services';
import type { SqlVersion } from './schema/sql';
import { type DatabaseLogin, databaseLogins } from './secrets';
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

  /** Who reads and writes files of HDFS by S3. */
  readonly s3Users: readonly S3User[];
}

/** Users of HDFS by S3, each with keys, a folder and a server of its own. */
export const s3Users = ['sql', 'mlflow', 'apps'] as const;

export type S3User = (typeof s3Users)[number];

/** Spark on YARN, if the cluster has it. */
export interface Spark {
  readonly head: Resolved<typeof sparkHead>;

  /** Pools with NodeManagers; at least one. */
  readonly nodeManagerPools: readonly NodeManagerPool[];

  /** The quorum, if there are two ResourceManagers. */
  readonly quorum?: Resolved<typeof zooKeeper>;

  /** Whether a Hive metastore runs in the head's pods: where it is wanted and there is a database. */
  readonly hasMetastore: boolean;
}

/** A pool whose pods run NodeManagers, with what each of them gets. */
export interface NodeManagerPool extends Resource {
  readonly sparkCpu: Cpu;
  readonly sparkMemory: Bytes;
}

/** SQL Server, if the cluster has it. */
export interface Sql {
  readonly version: SqlVersion;

  /** As `MSSQL_PID` takes it. */
  readonly edition: string;

  readonly collation: string;
  readonly image: Image;
  readonly master: SqlPool & Resolved<typeof master>;

  /** The group of the master's replicas, if there are several. */
  readonly availabilityGroup?: AvailabilityGroup;

  readonly computePools: readonly SqlPool[];
  readonly dataPools: readonly SqlPool[];

  /** Storage pools with SQL Server beside the DataNodes. */
  readonly storagePools: readonly SqlPool[];
}

/** A pool whose pods run SQL Server, with what each of them gets. */
export interface SqlPool extends Resource {
  readonly sqlCpu: Cpu;
  readonly sqlMemory: Bytes;
}

/** Replicas of the master that hold the same databases, one of them the primary. */
export interface AvailabilityGroup {
  readonly name: string;

  /** Lease of the Kubernetes API whose holder alone may make itself the primary. */
  readonly lease: string;

  /** Replicas with data; the pods after them hold the configuration alone. */
  readonly synchronousReplicas: number;

  /** All replicas: the pods of the master. */
  readonly replicas: number;
}

/**
 * A cluster with nothing left open: frozen data that every construct and check reads.
 *
 * A part is there only if all that it needs is there; the checks tell what is missing.
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

  /** The realm of Kerberos; without it callers are believed. */
  readonly realm?: Realm;

  readonly controller?: Resolved<typeof controller>;
  readonly kdc?: Resolved<typeof kdc>;
  readonly database?: Resolved<typeof database>;

  /** Who has a database, in the cluster or outside of it. */
  readonly databaseLogins: readonly DatabaseLogin[];

  readonly zooKeeper?: Resolved<typeof zooKeeper>;
  readonly hdfs?: Hdfs;
  readonly spark?: Spark;
  readonly sql?: Sql;
  readonly gateway?: Resolved<typeof gateway>;
  readonly appProxy?: Resolved<typeof appProxy>;
  readonly mlflow?: Resolved<typeof mlflow>;
  readonly notebooks?: Resolved<typeof notebooks>;
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
  const find = (wanted: keyof typeof singletons.shape) => resources.find((resource) => resource.name === wanted);
  const poolsOf = (type: PoolType) => resources.filter((resource) => poolTypeOf(resource.name) === type);

  const zooKeeperResource = find('zookeeper') as Cluster['zooKeeper'];
  const quorumFor = (replicas: number) => (replicas > 1 ? zooKeeperResource : undefined);
  const nameNodeResource = find('nmnode-0') as Hdfs['nameNode'] | undefined;
  const storagePools = poolsOf('Storage') as unknown as Hdfs['storagePools'];
  const hasHdfs = nameNodeResource !== undefined && storagePools.length > 0;
  const hasStore = hasHdfs || environment.objectStore !== undefined;
  const databaseResource = find('database') as Cluster['database'];
  const hasDatabase = databaseResource !== undefined || environment.databaseServer !== undefined;

  const realm = resolveRealm(environment);
  const controllerResource = find('controller') as Cluster['controller'];
  const gatewayResource = hasHdfs ? (find('gateway') as Cluster['gateway']) : undefined;
  const appProxyResource = controllerResource && hasStore ? (find('appproxy') as Cluster['appProxy']) : undefined;
  const mlflowResource = hasStore && hasDatabase ? (find('mlflow') as Cluster['mlflow']) : undefined;

  const head = find('sparkhead') as Spark['head'] | undefined;
  const nodeManagerPools = [...storagePools.filter(({ includeSpark }) => includeSpark), ...poolsOf('Spark')].map(withSpark);
  const spark = hasHdfs &&
    head &&
    nodeManagerPools.length > 0 && {
      head,
      nodeManagerPools,
      quorum: quorumFor(head.replicas),
      hasMetastore: hasDatabase && head.includeMetastore !== false,
    };

  const masterResource = find('master') as Resolved<typeof master> | undefined;
  const sql: Sql | undefined = masterResource &&
    environment.sql &&
    images.sqlServer && {
      version: environment.sql.version,
      edition: environment.sql.edition,
      collation: environment.sql.collation,
      image: sqlServerImage(images.sqlServer, environment.sql.version),
      master: withSql(masterResource),
      availabilityGroup: availabilityGroupOf(masterResource),
      computePools: poolsOf('Compute').map(withSql),
      dataPools: poolsOf('Data').map(withSql),
      storagePools: storagePools.filter(({ includeSql }) => includeSql).map(withSql),
    };

  const callers: Readonly<Record<S3User, boolean>> = {
    // Before 2022 SQL Server knows no S3.
    sql: sql !== undefined && sql.version !== '2019',
    mlflow: mlflowResource !== undefined && environment.objectStore === undefined,
    apps: appProxyResource !== undefined && environment.objectStore === undefined,
  };
  const hdfs = hasHdfs
    ? {
        nameNode: nameNodeResource,
        storagePools,
        quorum: quorumFor(nameNodeResource.replicas),
        s3Users: s3Users.filter((user) => callers[user]),
      }
    : undefined;

  return freeze({
    environment,
    name,
    namespace,
    platform: { ...platform, ...declared, storageClass },
    endpoints: resolveEndpoints(environment, platform),
    images: catalogue(images.repository, images.digests),
    resources,
    realm,
    controller: controllerResource,
    kdc: realm?.kind === 'internal' ? (find('kdc') as Cluster['kdc']) : undefined,
    database: databaseResource,
    databaseLogins: databaseLogins.filter((login) => (login === 'metastore' ? spark && spark.hasMetastore : mlflowResource)),
    zooKeeper: zooKeeperResource,
    hdfs,
    spark: spark || undefined,
    sql,
    gateway: gatewayResource,
    appProxy: appProxyResource,
    mlflow: mlflowResource,
    notebooks: gatewayResource && (find('notebooks') as Cluster['notebooks']),
  });
}

const order =
  'controller kdc database appproxy nmnode zookeeper storage master compute data sparkhead spark gateway mlflow notebooks'.split(' ');

function rank(name: string): number {
  return order.indexOf(name.replace(/-\d+$/, ''));
}

function withSpark<Pool extends Resource>(pool: Pool): Pool & NodeManagerPool {
  return { sparkCpu: pool.cpu, sparkMemory: pool.memory, ...pool };
}

function withSql<Pool extends Resource>(pool: Pool): Pool & SqlPool {
  return { sqlCpu: pool.cpu, sqlMemory: pool.memory, ...pool };
}

const groupName = 'bdc';

function availabilityGroupOf({ replicas, configurationOnly }: Resolved<typeof master>): AvailabilityGroup | undefined {
  return replicas === 1
    ? undefined
    : { name: groupName, lease: `ag-${groupName}`, synchronousReplicas: replicas, replicas: replicas + configurationOnly };
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
        const defaults = environment.storage[volumeName === 'logs' ? 'logs' : 'data'];
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
