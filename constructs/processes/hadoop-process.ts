import type { Cluster, Resource } from '../../environments/resolve-cluster';
import { hadoop } from '../../images/hadoop/contract';
import type { ConfigFile } from '../config/config-file';
import { coreSite } from '../config/core-site';
import { hadoopEnv } from '../config/hadoop-env';
import { hdfsSite } from '../config/hdfs-site';
import { log4j } from '../config/log4j';
import { securityProperties } from '../config/security-properties';
import type { Process } from '../workload/process';

/** What every process of the Hadoop image has: its configuration directory, its scratch directories, its share of the pod. */
export function hadoopProcess(cluster: Cluster, resource: Resource) {
  const { cpu, cpuLimit, memory } = resource;
  return {
    image: cluster.images.hadoop,
    cpu,
    cpuLimit,
    memory,
    config: { directory: hadoop.configDirectory, files: hadoopFiles(cluster, resource) },
    writableDirectories: hadoop.writableDirectories,
  } satisfies Partial<Process>;
}

/** The configuration directory of every process of HDFS, and of its clients. */
export function hadoopFiles(cluster: Cluster, resource: Resource): readonly ConfigFile[] {
  return [coreSite(cluster, resource), hdfsSite(cluster, resource), hadoopEnv(resource), log4j(resource), securityProperties(resource)];
}
