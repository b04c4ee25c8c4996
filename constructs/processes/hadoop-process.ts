import { heapSize } from '../../environments/heap';
import type { Cluster } from '../../environments/resolve-cluster';
import type { Bytes, Cpu } from '../../environments/schema/quantities';
import type { Settings } from '../../environments/settings';
import { secretDirectories } from '../../images/contract';
import { hadoop } from '../../images/hadoop/contract';
import type { ConfigFile } from '../config/config-file';
import { coreSite } from '../config/core-site';
import { type OptionsVariable, hadoopEnv } from '../config/hadoop-env';
import { sslClient, sslServer } from '../config/hadoop-ssl';
import { hdfsSite } from '../config/hdfs-site';
import { log4j } from '../config/log4j';
import { securityProperties } from '../config/security-properties';
import type { HttpProbe, Principal, Process, TcpProbe } from '../workload/process';
import { mountSecrets } from './mounts';
import { keystores } from './tls';
import { userGroups } from './user-groups';

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

  /** Workload that the process is part of. */
  readonly workload: string;

  /**
   * Who it is in a realm.
   *
   * @default - nobody
   */
  readonly principals?: readonly Principal[];

  /**
   * Whether it decides by the groups of users.
   *
   * @default false
   */
  readonly groups?: boolean;

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
  const {
    command,
    options,
    cpu,
    cpuLimit,
    memory,
    heap = heapSize(memory),
    settings,
    groups,
    mounts,
    principals,
    workload,
    files = [],
  } = props;
  const secureWebPages = cluster.realm !== undefined && principals?.some(({ service }) => service === 'HTTP');
  return {
    image: cluster.images.hadoop,
    args: hadoop.commands[command],
    cpu,
    cpuLimit,
    memory,
    config: {
      directory: hadoop.configDirectory,
      files: [
        coreSite(cluster, settings, { groups, mounts }),
        ...(cluster.hdfs ? [hdfsSite(cluster, cluster.hdfs, settings)] : []),
        hadoopEnv(options, heap, settings),
        log4j(settings),
        securityProperties(settings),
        ...(secureWebPages ? [sslServer(), sslClient()] : []),
        ...files,
      ],
    },
    writableDirectories: hadoop.writableDirectories,
    principals,
    secrets: [
      ...(secureWebPages ? [...keystores(workload), { secret: 'spark-secret', directory: secretDirectories.webSignature }] : []),
      ...(groups ? userGroups(cluster) : []),
      ...(mounts ? mountSecrets(cluster) : []),
    ],
  } satisfies Partial<Process>;
}

/** Asks a web page of Hadoop for `path`; in a realm it refuses whoever has no ticket, and an open port has to do. */
export function webProbe({ realm }: Cluster, port: string, path: string): HttpProbe | TcpProbe {
  return realm ? { port } : { path, port };
}
