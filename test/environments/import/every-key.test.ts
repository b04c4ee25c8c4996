import { outcomes } from '../../../environments/import/finding';
import { renderCluster } from '../../../stacks/render-cluster';
import { type Json, imported, patch, profile } from './profile';

/** Settings by their place in a profile, with what becomes of them. */
const same = 'taken over';
const otherwise = 'expressed differently';
const nothing = 'no counterpart';

const ofCluster: Record<string, string> = {
  'bdc.telemetry.customerFeedback': otherwise,
  'bdc.resourcemanagement.enabled': nothing,
  'bdc.resourcemanagement.cpuCoefficient': nothing,
  'bdc.resourcemanagement.memoryCoefficient': nothing,
};

const ofMaster: Record<string, string> = {
  'mssql.language.lcid=1033': same,
  'mssql.licensing.pid=Developer': otherwise,
  'mssql.sqlagent.enabled=true': same,
  'mssql.collation=Latin1_General_100_BIN2': otherwise,
  'hadr.enabled=true': otherwise,
  'hadr.leaseDurationInSeconds=30': nothing,
  'hadr.externalLeasePollingEnabled=true': nothing,
  'hadr.headless.service.name=master-svc': nothing,
  'mssql.telemetry.userRequestedLocalAuditDirectory=/var/opt/mssql/audit': same,
  'mssql.network.tlscert=/a.pem': nothing,
  'mssql.network.tlskey=/a.key': nothing,
  'mssql.network.forceencryption=1': same,
  'mssql.network.tlsprotocols=1.2': same,
  'mssql.network.tlsciphers=ECDHE-RSA-AES256-GCM-SHA384': same,
};

const ofPools: Record<string, string> = {
  'mssql.degreeOfParallelism=4': nothing,
  'mssql.maxServerMemory=8192': nothing,
  'mssql.minServerMemory=0': nothing,
  'mssql.processAffinityCpuRange=AUTO': nothing,
  'mssql.tempdb.autogrowthPerDataFile=64': nothing,
  'mssql.tempdb.autogrowthPerLogFile=64': nothing,
  'mssql.tempdb.dataFileSize=16': nothing,
  'mssql.tempdb.dataFileMaxSize=16777215': nothing,
  'mssql.tempdb.logFileSize=8': nothing,
  'mssql.tempdb.logFileMaxSize=2097151': nothing,
  'mssql.tempdb.numberOfDataFiles=4': nothing,
  'mssql.traceflags=3614': otherwise,
  'mssql.storagePoolCacheSize=8': nothing,
  'mssql.storagePoolMaxCacheSize=16384': nothing,
  'mssql.storagePoolCacheAutogrowth=256': nothing,
};

const ofSpark: Record<string, string> = {
  'capacity-scheduler.yarn.scheduler.capacity.maximum-applications=100': same,
  'spark-defaults-conf.spark.driver.memory=4g': same,
  'spark-defaults-conf.spark.driver.memoryOverhead=384': same,
  'spark-defaults-conf.spark.pyspark.python=/opt/bin/python3': nothing,
  'spark-defaults-conf.spark.yarn.jars=local:/opt/spark/jars/*': nothing,
  'spark-defaults-conf.spark.eventLog.enabled=true': nothing,
  'spark-env.SPARK_DAEMON_MEMORY=2g': same,
  'spark-history-server-conf.spark.history.fs.cleaner.maxAge=7d': same,
  'yarn-site.yarn.nodemanager.resource.memory-mb=8192': same,
  'yarn-site.yarn.nodemanager.resource.cpu-vcores=32': same,
  'yarn-site.yarn.scheduler.maximum-allocation-mb=8192': same,
  'yarn-site.yarn.scheduler.maximum-allocation-vcores=8': same,
  'yarn-site.yarn.scheduler.minimum-allocation-mb=512': same,
  'yarn-site.yarn.scheduler.capacity.maximum-am-resource-percent=0.1': otherwise,
  'yarn-site.yarn.resourcemanager.hostname=sparkhead-0': nothing,
  'yarn-env.YARN_RESOURCEMANAGER_HEAPSIZE=2048': nothing,
  'yarn-env.YARN_NODEMANAGER_OPTS=-Dx=y': otherwise,
  'mapred-env.HADOOP_JOB_HISTORYSERVER_HEAPSIZE=2048': nothing,
  'hive-site.hive.exec.max.dynamic.partitions=2000': same,
  'hive-site.hive.metastore.uris=thrift://x:9083': nothing,
  'hive-env.HADOOP_HEAPSIZE=2048': nothing,
  'livy-conf.livy.server.session.timeout=2h': same,
  'livy-conf.livy.server.auth.type=kerberos': nothing,
  'livy-env.LIVY_SERVER_JAVA_OPTS=-Xmx2g': nothing,
  'enableSparkOnK8s=false': nothing,
  'sparkVersion=2.4': nothing,
};

const ofHdfs: Record<string, string> = {
  'hadoop-env.HADOOP_CLIENT_OPTS=-Xmx1g': same,
  'hadoop-env.HADOOP_HEAPSIZE_MAX=2048': nothing,
  'core-site.fs.trash.interval=1440': same,
  'core-site.fs.defaultFS=hdfs://x': nothing,
  'core-site.hadoop.security.group.mapping=x': nothing,
  'hdfs-site.dfs.replication=3': same,
  'hdfs-site.dfs.ls.limit=500': same,
  'hdfs-site.dfs.namenode.provided.enabled=true': same,
  'hdfs-site.dfs.nameservices=x': nothing,
  'hdfs-env.HDFS_NAMENODE_OPTS=-Xmx2g': otherwise,
  'hdfs-env.HADOOP_PID_DIR=/tmp': nothing,
  'zoo-cfg.tickTime=2000': same,
  'zoo-cfg.maxClientCnxns=60': same,
  'zoo-cfg.clientPort=2181': nothing,
  'zookeeper-java-env.JVMFLAGS=-Xmx1g': otherwise,
  'zookeeper-log4j-properties.log4j.logger.org.apache.zookeeper=WARN': otherwise,
  'zookeeper-log4j-properties.zookeeper.console.threshold=INFO': nothing,
  'kms-site.hadoop.kms.authentication.type=kerberos': nothing,
};

const ofGateway: Record<string, string> = {
  'gateway-site.gateway.httpclient.socketTimeout=90s': same,
  'gateway-site.gateway.httpserver.requestHeaderBuffer=65536': same,
  'gateway-site.sun.security.krb5.debug=true': nothing,
  'gateway-site.gateway.port=8443': nothing,
  'knox-env.KNOX_GATEWAY_MEM_OPTS=-Xmx2g': same,
};

function settings(table: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.keys(table).map((line) => [line.split('=')[0]!, line.split('=').slice(1).join('=') || '1.0']));
}

const node = { nodeLabel: 'bdc-pool', storage: { data: volume('20Gi'), logs: volume('12Gi') } };

function volume(size: string) {
  return { className: 'fast', accessMode: 'ReadWriteOnce', size };
}

/** Every key that the tables of the original's documentation have. */
const documents = profile('kubeadm-prod', (control: Json, bdc: Json) => {
  Object.assign(control.spec, { clusterLabel: 'bdc', nodeLabel: 'bdc-shared' });
  control.spec.settings.ElasticSearch = { 'vm.max_map_count': '262144' };
  control.spec.settings.bdc = settings(ofCluster);
  Object.assign(control.security, {
    allowNodeMetricsCollection: true,
    allowPodMetricsCollection: true,
    allowRunAsRoot: false,
    allowDumps: true,
  });
  Object.assign(control.security.activeDirectory, (patch('security').content as Json).patch[0].value, {
    realm: 'CONTOSO.LOCAL',
    netbiosDomainName: 'CONTOSO',
    appOwners: ['bdcowners'],
    appReaders: ['bdcreaders'],
    subdomain: 'bdc',
    accountPrefix: 'bdc',
    useSubdomain: true,
    enableAES: false,
  });
  const { resources, services } = bdc.spec;
  for (const name of ['master', 'compute-0', 'data-0', 'storage-0', 'nmnode-0', 'zookeeper', 'sparkhead', 'gateway', 'appproxy']) {
    Object.assign(resources[name].spec, structuredClone(node));
  }
  resources['spark-0'] = { metadata: { kind: 'Pool', name: 'default' }, spec: { type: 'Spark', replicas: 2, ...structuredClone(node) } };
  services.spark.resources.push('spark-0');
  services.hdfs.resources.push('spark-0');
  resources.master.spec.settings.sql = settings(ofMaster);
  resources['storage-0'].spec.settings.sql = settings(ofPools);
  resources.gateway.spec.settings = settings(ofGateway);
  services.sql.settings = { 'mssql.language.lcid': '1033' };
  services.spark.settings = settings(ofSpark);
  services.hdfs.settings = settings(ofHdfs);
});
const result = imported(documents, { patches: [patch('endpoints')] });

test('nothing is dropped silently: every value of the profile is told of, and is known', () => {
  const told = new Set(result.findings.flatMap(({ entries }) => entries));
  expect(result.profile.length).toBeGreaterThan(200);
  expect(result.profile.filter((entry) => !told.has(entry))).toEqual([]);
  const unknown = result.findings.filter(({ how }) => how === 'not a field that the original had');
  expect(unknown.flatMap(({ entries }) => entries.flatMap(({ places }) => places))).toEqual([]);
});

test('each in one way, with a reason if it is not simply taken over', () => {
  for (const { outcome, entries, how } of result.findings) {
    expect(outcomes).toContain(outcome);
    expect({ places: entries.map(({ places }) => places), how: outcome === same || how.length > 5 }).toMatchObject({ how: true });
  }
});

test('and the environment is one that is rendered', () => {
  expect(renderCluster(result.environment).warnings.map(({ path }) => path)).toEqual([
    'acceptEula',
    'sql.edition',
    'images.sqlServer.digest',
  ]);
});

const settingTables: [string, Record<string, string>, string][] = [
  ['the cluster', ofCluster, 'control.json: spec.settings.bdc'],
  ['the master', ofMaster, 'bdc.json: spec.resources.master.spec.settings.sql'],
  ['pools', ofPools, 'bdc.json: spec.resources.storage-0.spec.settings.sql'],
  ['Spark', ofSpark, 'bdc.json: spec.services.spark.settings'],
  ['HDFS', ofHdfs, 'bdc.json: spec.services.hdfs.settings'],
  ['the gateway', ofGateway, 'bdc.json: spec.resources.gateway.spec.settings'],
];

describe.each(settingTables)('settings of %s', (_, table, place) => {
  test.each(Object.entries(table))('%s: %s', (line, outcome) => {
    const name = line.split('=')[0]!;
    const path = /^[\w-]+$/.test(name) ? `${place}.${name}` : `${place}[${JSON.stringify(name)}]`;
    const found = result.findings.filter(({ entries }) => entries.some(({ places }) => places.includes(path)));
    expect(found.map((finding) => finding.outcome)).toEqual([outcome]);
  });
});

test('what has no counterpart by itself and T-SQL can do, comes with the statement', () => {
  expect(result.findings.flatMap(({ statement }) => statement ?? [])).toEqual([
    "EXEC sp_configure 'show advanced options', 1; RECONFIGURE; EXEC sp_configure 'max degree of parallelism', 4; RECONFIGURE;",
    "EXEC sp_configure 'show advanced options', 1; RECONFIGURE; EXEC sp_configure 'max server memory (MB)', 8192; RECONFIGURE;",
    'ALTER DATABASE tempdb MODIFY FILE (NAME = tempdev, SIZE = 16MB);',
    '-- ALTER DATABASE tempdb ADD FILE, until there are 4 of data',
  ]);
});

test('selectors, volumes and the new pool are in the environment', () => {
  const { resources } = result.environment as Json;
  expect(resources.master.nodeSelector).toEqual({ 'mssql-cluster': 'bdc', 'mssql-resource': 'bdc-pool' });
  expect(resources.controller.nodeSelector).toEqual({ 'mssql-cluster': 'bdc', 'mssql-resource': 'bdc-shared' });
  expect(resources.master.storage).toEqual({ data: { className: 'fast', size: '20Gi' }, logs: { className: 'fast', size: '12Gi' } });
  expect(resources['nmnode-0'].storage).toEqual({ data: { className: 'fast', size: '20Gi' } });
  expect(resources['spark-0']).toMatchObject({ type: 'Spark', replicas: 2, cpu: '6', memory: '22Gi' });
  expect(resources.gateway).not.toHaveProperty('storage');
});
