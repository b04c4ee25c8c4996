import { hadoop } from '../../images/hadoop/contract';
import { heapSize } from '../../environments/heap';
import type { Resource } from '../../environments/resolve-cluster';
import { type ConfigFile, sortedEntries } from './config-file';
import { securityFileName } from './security-properties';

/** Java options of the Hadoop processes, as a shell file that the image's commands source. */
export function hadoopEnv({ memory, settings }: Resource): ConfigFile {
  const heap = `-Xmx${heapSize(memory)}m`;
  const variables = {
    HADOOP_OPTS: [
      `-Djava.security.properties=${hadoop.configDirectory}/${securityFileName}`,
      '-Djava.net.preferIPv4Stack=true',
      // A process that lost a thread to an OutOfMemoryError looks alive and is not.
      '-XX:+ExitOnOutOfMemoryError',
    ].join(' '),
    HDFS_NAMENODE_OPTS: heap,
    HDFS_DATANODE_OPTS: heap,
    ...settings['hadoop-env'],
  };
  const lines = sortedEntries(variables).map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`);
  return { name: hadoop.environmentFile, content: lines.join('') };
}
