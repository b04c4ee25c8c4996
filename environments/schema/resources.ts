import * as z from 'zod';
import { bytes, cpu } from './quantities';
import { dataAndLogsVolumes, dataVolume, logsVolume, resource, volume } from './resource';

/** NameNodes: they hold the directory tree of HDFS. */
export const nameNode = resource.extend({
  /** Number of NameNodes; with 2 one is active and the other takes over, which needs `zookeeper`. */
  replicas: z.union([z.literal(1), z.literal(2)]).default(1),

  ...dataVolume,
});

/** ZooKeeper, with a JournalNode in each pod: the quorum that decides which NameNode and ResourceManager are active. */
export const zooKeeper = resource.extend({
  /** Number of members; more than half of them have to be up. */
  replicas: z.union([z.literal(3), z.literal(5)]).default(3),

  ...dataVolume,
});

/** The head of Spark: the ResourceManager that gives applications their share of the cluster, and what users meet of Spark. */
export const sparkHead = resource.extend({
  /** Number of pods; with 2 one ResourceManager is active and the other takes over, which needs `zookeeper`. */
  replicas: z.union([z.literal(1), z.literal(2)]).default(1),

  /**
   * Whether Livy runs in each pod: sessions and jobs of Spark by REST.
   *
   * @default true
   */
  includeLivy: z.boolean().default(true),

  /** Memory of each Livy; the drivers of its sessions run in NodeManagers. */
  livyMemory: bytes.default('1Gi'),

  /**
   * Whether a history server runs in each pod: the pages of applications that have ended.
   *
   * @default true
   */
  includeHistory: z.boolean().default(true),

  /** Memory of each history server. */
  historyMemory: bytes.default('1Gi'),

  /**
   * Whether a Hive metastore runs in each pod: names and columns of tables that outlive a session; it needs a database.
   *
   * @default - whether there is `database` or `databaseServer`
   */
  includeMetastore: z.boolean().optional(),

  /** Memory of each metastore. */
  metastoreMemory: bytes.default('1Gi'),
});

/** The SQL Server that applications talk to. */
export const master = resource.extend({
  /** Kind of resource. */
  type: z.literal('Master'),

  /** Number of replicas with data; more than one are an availability group. */
  replicas: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1),

  /**
   * Replicas beside them that hold the configuration alone and have a vote when one of two with data is lost.
   *
   * It is the last pod of the same StatefulSet, so that three replicas with data are a change of numbers.
   */
  configurationOnly: z.union([z.literal(0), z.literal(1)]).default(0),

  /**
   * Java, Python and R inside of SQL Server, from an image that has them.
   *
   * Their launcher starts each script as another user and so runs as root: the namespace then admits pods of the level `baseline`.
   *
   * @default false
   * @see https://learn.microsoft.com/sql/linux/sql-server-linux-setup-machine-learning-docker
   */
  machineLearning: z.boolean().default(false),

  ...dataAndLogsVolumes,
});

const replicas = z.int().min(1, 'at least 1').max(1000, 'at most 1000');

/** NodeManagers run the containers of Spark applications. */
const nodeManager = {
  /**
   * CPU that each NodeManager shares out among the containers of applications.
   *
   * @default - the pool's `cpu`
   */
  sparkCpu: cpu.optional(),

  /**
   * Memory of each NodeManager, its own heap included; the rest is shared out among the containers of applications.
   *
   * @default - the pool's `memory`
   */
  sparkMemory: bytes.optional(),
};

/** Replicas of a pool of SQL Servers. */
const sqlReplicas = z.int().min(1, 'at least 1').max(60, 'at most 60');

/** A compute pool: SQL Servers that take over parts of large queries. */
export const computePool = resource.extend({
  /** Kind of pool. */
  type: z.literal('Compute'),

  /** Number of pods, each with a SQL Server. */
  replicas: sqlReplicas,

  ...dataAndLogsVolumes,
});

/** A data pool: SQL Servers that each hold a part of the rows of large tables. */
export const dataPool = resource.extend({
  /** Kind of pool. */
  type: z.literal('Data'),

  /** Number of pods, each with a SQL Server; it cannot be lowered without moving rows. */
  replicas: sqlReplicas,

  ...dataAndLogsVolumes,
});

/** A storage pool: DataNodes that hold the blocks of HDFS; Spark and SQL Server can run beside them, where the data is. */
export const storagePool = resource.extend({
  /** Kind of pool. */
  type: z.literal('Storage'),

  /** Number of pods, each with a DataNode and a volume of its own. */
  replicas,

  /**
   * Whether a NodeManager runs in each pod.
   *
   * @default false
   */
  includeSpark: z.boolean().default(false),

  ...nodeManager,

  /**
   * Whether a SQL Server runs in each pod.
   *
   * @default false
   */
  includeSql: z.boolean().default(false),

  /**
   * CPU of each SQL Server.
   *
   * @default - the pool's `cpu`
   */
  sqlCpu: cpu.optional(),

  /**
   * Memory of each SQL Server.
   *
   * @default - the pool's `memory`
   */
  sqlMemory: bytes.optional(),

  /** Volumes of each pod: blocks of HDFS, what Spark keeps for a while, and SQL Server, whose disk HDFS cannot fill. */
  storage: z.strictObject({ data: volume.prefault({}), logs: volume.prefault({}), sql: volume.prefault({}) }).prefault({}),
});

/** A Spark pool: NodeManagers alone. */
export const sparkPool = resource.extend({
  /** Kind of pool. */
  type: z.literal('Spark'),

  /** Number of pods, each with a NodeManager. */
  replicas,

  ...logsVolume,
});

/** Pods that are all alike. */
const alike = z.int().min(1, 'at least 1').max(16, 'at most 16');

/** The controller: it makes Secrets and certificates, answers the API of the cluster and shows the dashboard. */
export const controller = resource.extend({
  /** Number of pods; one of them acts, all of them answer. */
  replicas: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(2),
});

/** The key distribution centre of a realm of the cluster's own; needed by `realm.kind: internal`. */
export const kdc = resource.extend({
  /** Number of pods; while it is away, tickets that were given out stay valid. */
  replicas: z.literal(1).default(1),

  ...dataVolume,
});

/** The database of the Hive metastore and MLflow: PostgreSQL. */
export const database = resource.extend({
  /** Number of pods; a restart keeps its callers waiting. */
  replicas: z.literal(1).default(1),

  ...dataVolume,
});

/** The gateway: HDFS and Spark by REST behind one address, for callers outside. */
export const gateway = resource.extend({
  /** Number of pods. */
  replicas: alike.default(1),

  /** Memory of the HttpFS in each pod, which reads and writes files of HDFS and of its mounts for callers. */
  httpFsMemory: bytes.default('1Gi'),
});

/** The proxy in front of applications that were deployed. */
export const appProxy = resource.extend({
  /** Number of pods. */
  replicas: alike.default(1),
});

/** The tracking server of MLflow: runs, metrics, models; the files are in HDFS or in `objectStore`. */
export const mlflow = resource.extend({
  /** Number of pods. */
  replicas: alike.default(1),
});

/** Notebooks in the browser, behind the dashboard. */
export const notebooks = resource.extend({
  /** Number of pods. */
  replicas: z.literal(1).default(1),

  ...dataVolume,
});

/** Services that there is one of; each can be left out. */
export const singletons = z.strictObject({
  controller: controller.optional(),
  kdc: kdc.optional(),
  database: database.optional(),
  gateway: gateway.optional(),
  appproxy: appProxy.optional(),
  mlflow: mlflow.optional(),
  notebooks: notebooks.optional(),
  master: master.optional(),
  'nmnode-0': nameNode.optional(),
  zookeeper: zooKeeper.optional(),
  sparkhead: sparkHead.optional(),
});

/** Pools, by their type; there may be several of a type, called `<type>-<number>`. */
export const pools = { Compute: computePool, Data: dataPool, Storage: storagePool, Spark: sparkPool } as const;

export type PoolType = keyof typeof pools;

/** Name of a pool: its type in lower case and a number. */
export type PoolName<Type extends PoolType = PoolType> = `${Lowercase<Type>}-${number}`;

type InputOf<Type extends PoolType> = z.input<(typeof pools)[Type]>;
type OutputOf<Type extends PoolType> = z.output<(typeof pools)[Type]>;

type PoolsInput = { readonly [Type in PoolType as PoolName<Type>]?: InputOf<Type> };
type PoolsOutput = { readonly [Type in PoolType as PoolName<Type>]?: OutputOf<Type> };

/** Whether a resource may have this name. */
export function isResourceName(name: string): boolean {
  return Object.hasOwn(singletons.shape, name) || poolTypeOf(name) !== undefined;
}

/** The type that the name of a pool promises. */
export function poolTypeOf(name: string): PoolType | undefined {
  return (Object.keys(pools) as PoolType[]).find((type) => new RegExp(poolNamePattern(type)).test(name));
}

/** The number in the name of a pool. */
export function poolNumberOf(name: string): string {
  return name.slice(name.lastIndexOf('-') + 1);
}

/** Names that pools of this type may have, as a regular expression. */
export function poolNamePattern(type: PoolType): string {
  return `^${type.toLowerCase()}-(0|[1-9]\\d{0,2})$`;
}

/** Names that a resource may have, for people. */
export const resourceNames = [...Object.keys(singletons.shape), ...Object.keys(pools).map((type) => `${type.toLowerCase()}-0`)];

/**
 * Pools and services by name; the names are also those of the pods.
 *
 * Every part can be left out: what is not here is not there, and what needs it is told so.
 */
export const resources = singletons
  .catchall(z.discriminatedUnion('type', [computePool, dataPool, storagePool, sparkPool]))
  .superRefine((found, context) => {
    for (const [name, { type }] of Object.entries(found as Record<string, { type?: PoolType }>)) {
      const promised = poolTypeOf(name);
      if (!isResourceName(name)) {
        context.addIssue({ code: 'custom', path: [name] });
      } else if (promised !== undefined && type !== promised) {
        context.addIssue({ code: 'invalid_value', values: [promised], path: [name, 'type'], input: type });
      }
    }
  }) as unknown as z.ZodType<z.output<typeof singletons> & PoolsOutput, z.input<typeof singletons> & PoolsInput>;
