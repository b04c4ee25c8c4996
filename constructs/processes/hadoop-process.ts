import { heapSize } from '../../environments/heap';
import type { Cluster } from '../../environments/resolve-cluster';
import type { Bytes, Cpu } from '../../environments/schema/quantities';
import type { Settings } from '../../environments/settings';
import { hadoop } from '../../images/hadoop/contract';
import type { ConfigFile } from '../config/config-file';
import { coreSite } from '../config/core-site';
import { type OptionsVariable, hadoopEnv } from '../config/hadoop-env';
import { hdfsSite } from '../config/hdfs-site';
import { log4j } from '../config/log4j';
import { mountSecrets } from '../config/mounts';
import { securityProperties } from '../config/security-properties';
import type { Process } from '../workload/process';

/** What differs between the processes of the Hadoop image. */
export interface HadoopProcessProps {
  /** Role that the image takes. */
  readonly command: keyof typeof hadoop.commands;

  /** Variable with the process's own Java options. */
  readonly options: OptionsVariable;

  readonly cpu: Cpu;
  readonly cpuLimit?: Cpu;
  readonly memory: Bytes;

  /**
   * Largest heap, in mebibytes.
   *
   * @default - what fits `memory`
   */
  readonly heap?: number;

  /** Effective settings of the process's service in its resource. */
  readonly settings: Settings;

  /**
   * Files of the configuration directory besides those of HDFS and its clients.
   *
   * @default - none
   */
  readonly files?: readonly ConfigFile[];

  /**
   * Whether it reads and writes the stores of `mounts` as folders of HDFS; it then gets their credentials.
   *
   * @default false
   */
  readonly mounts?: boolean;
}

/** What every process of the Hadoop image has: its role, its configuration directory, its scratch directories. */
export function hadoopProcess(cluster: Cluster, props: HadoopProcessProps) {
  const { command, options, cpu, cpuLimit, memory, heap = heapSize(memory), settings, files = [], mounts = false } = props;
  return {
    image: cluster.images.hadoop,
    args: hadoop.commands[command],
    cpu,
    cpuLimit,
    memory,
    config: {
      directory: hadoop.configDirectory,
      files: [
        coreSite(cluster, settings, { mounts }),
        ...(cluster.hdfs ? [hdfsSite(cluster, cluster.hdfs, settings)] : []),
        hadoopEnv(options, heap, settings),
        log4j(settings),
        securityProperties(settings),
        ...files,
      ],
    },
    writableDirectories: hadoop.writableDirectories,
    secrets: mounts ? mountSecrets(cluster) : [],
  } satisfies Partial<Process>;
}
