import * as z from 'zod';
import { matching } from './quantities';

/** Files whose properties can be set, by the prefix that stands for them. */
export const fileAliases = [
  'core-site',
  'hdfs-site',
  'hadoop-env',
  'yarn-site',
  'capacity-scheduler',
  'spark-defaults-conf',
  'spark-history-server-conf',
  'spark-env',
  'livy-conf',
  'hive-site',
  'httpfs-site',
  'gateway-site',
  'knox-env',
  'zoo-cfg',
  'log4j',
  'security',
  'mssql',
] as const;

export type FileAlias = (typeof fileAliases)[number];

/**
 * Properties of generated configuration files, as `<file>.<property>`: `hdfs-site.dfs.replication`.
 *
 * Values are strings, as in the files. The narrower scope wins: cluster, then service, then resource. Addresses, directories
 * and whatever else wires the cluster together cannot be set.
 */
export const settings = z.record(
  matching<string>(
    new RegExp(`^(?!\\w+-env\\.(?![A-Za-z_]\\w*$))(${fileAliases.join('|')})\\.[\\w.:/*$-]+$`),
    `a file (${fileAliases.join(', ')}), a dot and a property without spaces, such as hdfs-site.dfs.replication or hadoop-env.HADOOP_OPTS`,
  ),
  z.string(),
);
