import { ports } from '../../environments/endpoints';
import type { Cluster, Spark } from '../../environments/resolve-cluster';
import type { Settings } from '../../environments/settings';
import { sessionDefaults } from '../../environments/spark-memory';
import { spark as image } from '../../images/spark/contract';
import { serviceHost } from '../../environments/host-names';
import type { ConfigFile } from './config-file';
import { warehouse } from './hive-site';
import { javaProperties } from './java-properties';
import { trackingVariables } from './tracking-variables';

/** Where applications write down what they do, for the history server. */
export function eventLog({ name }: Cluster): string {
  return `hdfs://${name}/spark-events`;
}

/**
 * What every Spark application of the cluster starts with.
 *
 * @see https://spark.apache.org/docs/4.1.1/configuration.html
 * @see https://spark.apache.org/docs/4.1.1/running-on-yarn.html
 */
export function sparkDefaults(cluster: Cluster, spark: Spark, settings: Settings): ConfigFile {
  const { head, hasMetastore } = spark;
  return javaProperties('spark-defaults.conf', {
    ...sessionDefaults,
    // Executors come with the work and go when it is done. Their shuffle files go with them: no shuffle service for YARN is published for this
    // version, so those whose files are still wanted stay, and those that are taken away hand theirs on.
    'spark.dynamicAllocation.enabled': 'true',
    'spark.dynamicAllocation.shuffleTracking.enabled': 'true',
    'spark.decommission.enabled': 'true',
    'spark.storage.decommission.enabled': 'true',
    'spark.storage.decommission.shuffleBlocks.enabled': 'true',
    'spark.storage.decommission.rddBlocks.enabled': 'true',
    'spark.sql.session.timeZone': 'UTC',
    'spark.pyspark.python': image.python,
    ...Object.fromEntries(
      Object.entries(trackingVariables(cluster)).flatMap(([variable, value]) => [
        [`spark.yarn.appMasterEnv.${variable}`, value],
        [`spark.executorEnv.${variable}`, value],
      ]),
    ),
    ...settings['spark-defaults-conf'],
    'spark.master': 'yarn',
    // Drivers run where there is memory for them, and outlive whoever started them.
    'spark.submit.deployMode': 'cluster',
    'spark.yarn.jars': `local:${image.jarsDirectory}/*`,
    'spark.authenticate': 'true',
    'spark.network.crypto.enabled': 'true',
    'spark.shuffle.service.enabled': 'false',
    // Any free port: on NodeManagers the kernel gives only those that callers are let in by.
    'spark.driver.port': '0',
    'spark.blockManager.port': '0',
    'spark.eventLog.enabled': String(head.includeHistory),
    ...(head.includeHistory && {
      'spark.eventLog.dir': eventLog(cluster),
      'spark.yarn.historyServer.address': `https://${serviceHost(cluster, head.name)}:${ports['spark-history']['history-https']}`,
    }),
    'spark.sql.warehouse.dir': warehouse(cluster),
    'spark.sql.catalogImplementation': hasMetastore ? 'hive' : 'in-memory',
  });
}
