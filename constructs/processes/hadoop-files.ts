import type { Cluster, Resource } from '../../environments/resolve-cluster';
import type { ConfigFile } from '../config/config-file';
import { coreSite } from '../config/core-site';
import { hadoopEnv } from '../config/hadoop-env';
import { hdfsSite } from '../config/hdfs-site';
import { log4j } from '../config/log4j';
import { securityProperties } from '../config/security-properties';

/** The configuration directory of every process of HDFS, and of its clients. */
export function hadoopFiles(cluster: Cluster, resource: Resource): readonly ConfigFile[] {
  return [coreSite(cluster, resource), hdfsSite(cluster, resource), hadoopEnv(resource), log4j(resource), securityProperties(resource)];
}
