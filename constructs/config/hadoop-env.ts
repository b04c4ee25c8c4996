import type { Settings } from '../../environments/settings';
import { hadoop } from '../../images/hadoop/contract';
import type { ConfigFile } from './config-file';
import { javaOptions } from './java-options';
import { shellVariables } from './shell-variables';

/** Variables with the Java options of one program each. */
export type OptionsVariable =
  | 'HDFS_NAMENODE_OPTS'
  | 'HDFS_DATANODE_OPTS'
  | 'HDFS_JOURNALNODE_OPTS'
  | 'HDFS_ZKFC_OPTS'
  | 'ZK_SERVER_OPTS'
  | 'YARN_RESOURCEMANAGER_OPTS'
  | 'YARN_NODEMANAGER_OPTS'
  | 'HTTPFS_OPTS';

/**
 * Java options of a Hadoop process, as a shell file that the image's commands source.
 *
 * @param options variable of the process
 * @param heap of the process, in mebibytes
 */
export function hadoopEnv(options: OptionsVariable, heap: number, settings: Settings): ConfigFile {
  return shellVariables(hadoop.environmentFile, {
    HADOOP_OPTS: javaOptions(hadoop.configDirectory),
    [options]: `-Xmx${heap}m`,
    ...settings['hadoop-env'],
  });
}
