import { ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import type { Settings } from '../../environments/settings';
import { secretDirectories } from '../../images/contract';
import { podHost, podNames } from '../../environments/host-names';
import type { ConfigFile, Properties } from './config-file';
import { databaseUrl } from './database-url';
import { hadoopConfiguration } from './hadoop-configuration';

/** Folder of the tables that have no place of their own. */
export function warehouse({ name }: Cluster): string {
  return `hdfs://${name}/user/hive/warehouse`;
}

/**
 * The Hive metastore, as the jars that come with Spark know it.
 *
 * @see https://cwiki.apache.org/confluence/display/Hive/AdminManual+Metastore+3.0+Administration
 */
export function hiveSite(cluster: Cluster, settings: Settings): ConfigFile {
  return hadoopConfiguration('hive-site.xml', {
    ...settings['hive-site'],
    'javax.jdo.option.ConnectionURL': `jdbc:${databaseUrl(cluster, 'metastore')}`,
    'javax.jdo.option.ConnectionDriverName': 'org.postgresql.Driver',
    'javax.jdo.option.ConnectionUserName': '${env.DATABASE_USERNAME}',
    'javax.jdo.option.ConnectionPassword': '${env.DATABASE_PASSWORD}',
    // Tables are made by whoever brings the schema up to date, never by a query that misses one.
    'hive.metastore.schema.verification': 'true',
    'datanucleus.schema.autoCreateAll': 'false',
    'hive.metastore.warehouse.dir': warehouse(cluster),
    // Files belong to the user who makes a table.
    'hive.metastore.execute.setugi': 'true',
    ...(cluster.realm && {
      ...sasl(`hive/\${env.POD_HOST}@${cluster.realm.name}`),
      'hive.metastore.kerberos.keytab.file': `${secretDirectories.keytab}/\${env.POD_NAME}.keytab`,
    }),
  });
}

/** What a client needs to find the metastores of `head`; any of them answers. */
export function hiveClientSite(cluster: Cluster, head: Resource, settings: Settings): ConfigFile {
  const { 'hms-thrift': port } = ports['hive-metastore'];
  return hadoopConfiguration('hive-site.xml', {
    ...settings['hive-site'],
    'hive.metastore.uris': podNames(head.name, head.replicas)
      .map((pod) => `thrift://${podHost(cluster, head.name, pod)}:${port}`)
      .join(','),
    'hive.metastore.execute.setugi': 'true',
    ...(cluster.realm && sasl(`hive/_HOST@${cluster.realm.name}`)),
  });
}

function sasl(principal: string): Properties {
  return { 'hive.metastore.sasl.enabled': 'true', 'hive.metastore.kerberos.principal': principal };
}
