import type { Cluster, Hdfs, Spark } from '../../environments/resolve-cluster';
import type { Bytes, Cpu } from '../../environments/schema/quantities';
import { spark as image } from '../../images/spark/contract';
import type { ConfigFile } from '../config/config-file';
import { coreSite } from '../config/core-site';
import { hdfsClientSite } from '../config/hdfs-site';
import { securityProperties } from '../config/security-properties';
import { sparkEnv } from '../config/spark-env';
import { yarnSite } from '../config/yarn-site';
import type { Flow, Process, SecretUse } from '../workload/process';
import { hdfsClientFlows } from './data-node';
import { mountFlows, mountSecrets } from './mounts';

/** What differs between the processes of the Spark image that stand beside the ResourceManager. */
export interface SparkProcessProps {
  /** Role that the image takes. */
  readonly command: 'livy' | 'history' | 'metastore';

  /** User of HDFS that it is where callers are believed. */
  readonly user: string;

  readonly cpu: Cpu;
  readonly memory: Bytes;

  /**
   * Largest heap, in mebibytes.
   *
   * @default - it is no Java process
   */
  readonly heap?: number;

  /** Files of the configuration directory besides those of Hadoop's clients. */
  readonly files: readonly ConfigFile[];

  /**
   * Whether it reads and writes the stores of `mounts` as folders of HDFS; it then gets their credentials.
   *
   * @default false
   */
  readonly mounts?: boolean;

  readonly secrets: readonly SecretUse[];

  /** Flows besides those to HDFS. */
  readonly connectsTo?: readonly Flow[];
}

/** What every process of the Spark image has: its role, its configuration directory, its scratch directories. */
export function sparkProcess(cluster: Cluster, hdfs: Hdfs, spark: Spark, props: SparkProcessProps) {
  const { command, user, cpu, memory, heap, files, mounts, secrets, connectsTo = [] } = props;
  const settings = spark.head.settings.spark;
  return {
    image: cluster.images.spark,
    args: image.commands[command],
    cpu,
    cpuLimit: spark.head.cpuLimit,
    memory,
    config: {
      directory: image.configDirectory,
      files: [
        coreSite(cluster, settings, { mounts }),
        hdfsClientSite(cluster, hdfs, settings),
        yarnSite(cluster, spark, settings),
        sparkEnv(heap, settings),
        securityProperties(settings),
        ...files,
      ],
    },
    writableDirectories: image.writableDirectories,
    secrets: [...secrets, ...(mounts ? mountSecrets(cluster) : [])],
    connectsTo: [...hdfsClientFlows(hdfs), ...connectsTo, ...(mounts ? mountFlows(cluster) : [])],
    ...(!cluster.realm && { env: { HADOOP_USER_NAME: user } }),
  } satisfies Partial<Process>;
}
