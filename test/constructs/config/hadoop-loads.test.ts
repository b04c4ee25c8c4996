import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { hadoopFiles } from '../../../constructs/processes/hadoop-process';
import { clusterOf, resourcesWith } from '../../environments/cluster';

const root = resolve(__dirname, '../../..');

/** Settings that every escape of every file form has to survive. */
const awkward = `a "b" 'c' <d> & e \\ f = g : h # i ! j ü`;

const cluster = clusterOf({
  name: 'acme',
  settings: {
    'core-site.hadoop.http.filter.initializers': awkward,
    'hdfs-site.dfs.hosts': awkward,
    'log4j.log4j.appender.none.note': awkward,
    'security.some.provider': awkward,
    'hadoop-env.HADOOP_CLIENT_OPTS': awkward,
    'hadoop-env.HDFS_DATANODE_OPTS': '-Xmx100m',
  },
  resources: resourcesWith({ 'storage-0': { replicas: 2, memory: '2Gi' } }),
});

/** What Hadoop's own classes make of the files of the storage pool. */
let understood: Record<string, any>;
let shell: Record<string, string>;
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'bdc-configuration-'));
  for (const { name, content } of hadoopFiles(cluster, cluster.storagePool)) writeFileSync(join(directory, name), content);
  const jars = execFileSync(join(root, 'images/fetch'), ['hadoop'], { encoding: 'utf8' }).trim();
  const output = execFileSync(
    'java',
    [
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      `-Djava.security.properties=${join(directory, 'security.properties')}`,
      '-cp',
      `${jars}/jars/*`,
      join(__dirname, 'LoadConfiguration.java'),
      directory,
    ],
    { encoding: 'utf8', env: { ...process.env, POD_NAME: 'storage-0-1', POD_HOST: 'storage-0-1.storage-0-svc.acme.svc.cluster.local' } },
  );
  understood = JSON.parse(output);
  const variables = execFileSync('bash', ['-c', `set -eu; . ${directory}/hadoop-env.sh; env -0`], { encoding: 'utf8' });
  shell = Object.fromEntries(variables.split('\0').map((line) => line.split(/=([\s\S]*)/, 2)));
}, 600_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('hdfs-site.xml', () => {
  expect(understood['hdfs-site.xml']).toEqual({
    'dfs.client.failover.proxy.provider.acme': 'org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider',
    'dfs.client.use.datanode.hostname': 'true',
    'dfs.datanode.address': '0.0.0.0:9866',
    'dfs.datanode.data.dir': 'file:///var/lib/hadoop/data',
    'dfs.datanode.data.dir.perm': '770',
    'dfs.datanode.hostname': 'storage-0-1.storage-0-svc.acme.svc.cluster.local',
    'dfs.datanode.http.address': '0.0.0.0:9864',
    'dfs.datanode.ipc.address': '0.0.0.0:9867',
    'dfs.datanode.use.datanode.hostname': 'true',
    'dfs.ha.namenode.id': 'storage-0-1',
    'dfs.ha.namenodes.acme': 'nmnode-0-0',
    'dfs.hosts': awkward,
    'dfs.internal.nameservices': 'acme',
    'dfs.namenode.datanode.registration.ip-hostname-check': 'false',
    'dfs.namenode.http-address.acme.nmnode-0-0': 'nmnode-0-0.nmnode-0-svc.acme.svc.cluster.local:9870',
    'dfs.namenode.http-bind-host': '0.0.0.0',
    'dfs.namenode.name.dir': 'file:///var/lib/hadoop/name',
    'dfs.namenode.storage.dir.perm': '770',
    'dfs.namenode.rpc-address.acme.nmnode-0-0': 'nmnode-0-0.nmnode-0-svc.acme.svc.cluster.local:9000',
    'dfs.namenode.rpc-bind-host': '0.0.0.0',
    'dfs.nameservices': 'acme',
    'dfs.replication': '2',
  });
});

test('core-site.xml', () => {
  expect(understood['core-site.xml']).toEqual({
    'fs.defaultFS': 'hdfs://acme',
    'fs.permissions.umask-mode': '077',
    'hadoop.http.filter.initializers': awkward,
    'hadoop.prometheus.endpoint.enabled': 'true',
    'hadoop.security.authentication': 'simple',
    'hadoop.security.token.service.use_ip': 'false',
    'hadoop.tmp.dir': '/tmp',
  });
});

test('every key is one of Hadoop 3.4.2, apart from the suffixes that name the nameservice', () => {
  expect(understood.known.length).toBeGreaterThan(800);
  const known = new Set(understood.known.map((key: string) => key.replace('.EXAMPLENAMESERVICE', '')));
  const keys = [...Object.keys(understood['hdfs-site.xml']), ...Object.keys(understood['core-site.xml'])];
  expect(keys.map((key) => key.replace(/\.acme(\.[\w-]+)?$/, '')).filter((key) => !known.has(key))).toEqual([]);
});

test('hadoop-env.sh', () => {
  expect(shell.HDFS_NAMENODE_OPTS).toBe('-Xmx1536m');
  expect(shell.HDFS_DATANODE_OPTS).toBe('-Xmx100m');
  expect(shell.HADOOP_CLIENT_OPTS).toBe(awkward);
  expect(shell.HADOOP_OPTS).toContain('-Djava.security.properties=/etc/hadoop/security.properties');
});

test('Java forgets host names after 5 seconds and failed look-ups at once', () => {
  expect(understood).toMatchObject({ ttl: '5', negativeTtl: '0' });
  expect(understood['security.properties']).toMatchObject({ 'some.provider': awkward });
});

test('log4j.properties', () => {
  expect(understood).toMatchObject({ rootLevel: 'INFO', appenders: 1 });
  expect(understood['log4j.properties']).toMatchObject({ 'log4j.appender.none.note': awkward });
});
