import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { httpFsSite } from '../../../constructs/config/httpfs-site';
import type { Process } from '../../../constructs/workload/process';
import { smallestHa } from '../../environments/smallest';
import { renderCluster } from '../../../stacks/render-cluster';
import { clusterOf } from '../../environments/cluster';
import { doors } from '../../environments/doors';
import { loadConfiguration } from './load-configuration';

/** Settings that every escape of every file form has to survive. */
const awkward = `a "b" 'c' <d> & e \\ f = g : h # i ! j ü`;

const settings = {
  'core-site.hadoop.http.filter.initializers': awkward,
  'hdfs-site.dfs.hosts': awkward,
  'log4j.log4j.appender.none.note': awkward,
  'security.some.provider': awkward,
  'hadoop-env.HADOOP_CLIENT_OPTS': awkward,
};

/** One of everything that runs Hadoop, with and without a second head. */
const ha = renderCluster({ ...smallestHa, name: 'acme', settings });
const single = renderCluster({
  ...smallestHa,
  name: 'solo',
  resources: {
    'nmnode-0': { ...smallestHa.resources['nmnode-0'], replicas: 1, settings: { 'hadoop-env.HDFS_NAMENODE_OPTS': '-Xmx100m' } },
    'storage-0': smallestHa.resources['storage-0'],
    sparkhead: { ...smallestHa.resources.sparkhead, replicas: 1 },
  },
});

/** With stores outside as folders of HDFS, for a client of it. */
const mounted = renderCluster(doors);

const processes = new Map<string, Process>([
  ...[ha, single].flatMap(({ cluster, workloads }) =>
    workloads.flatMap((workload) => workload.processes.map((process) => [`${cluster.name}.${process.name}`, process] as const)),
  ),
  ...mounted.workloads.flatMap((workload) =>
    workload.processes.filter(({ name }) => name === 'http-fs').map((process) => ['doors.http-fs', process] as const),
  ),
]);

/** What Hadoop's and ZooKeeper's own classes make of the files of every process. */
let understood: Record<string, any>;
let directory: string;

beforeAll(() => {
  const mounts = {
    lake: 'fs.azure.account.key.acme.dfs.core.windows.net',
    archive: 'fs.s3a.bucket.archive.secret.key',
  };
  ({ directory, understood } = loadConfiguration(processes, 'pod-1.pod-svc.acme.svc.cluster.local', mounts));
}, 600_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Variables that the shell file of a process sets. */
function shell(name: string): Record<string, string> {
  const variables = execFileSync('bash', ['-c', `set -eu; . ${join(directory, name, 'hadoop-env.sh')}; env -0`], { encoding: 'utf8' });
  return Object.fromEntries(variables.split('\0').map((line) => line.split(/=([\s\S]*)/, 2)));
}

test('every process of HDFS and YARN is there', () => {
  const inBoth = ['name-node', 'data-node', 'node-manager', 'resource-manager'];
  expect([...processes.keys()].toSorted()).toEqual(
    [
      ...['zoo-keeper', 'journal-node', 'zkfc', ...inBoth].map((name) => `acme.${name}`),
      ...inBoth.map((name) => `solo.${name}`),
      'doors.http-fs',
    ].toSorted(),
  );
});

test('hdfs-site.xml of one NameNode', () => {
  expect(understood['solo.name-node']['hdfs-site.xml']).toEqual({
    'dfs.client.failover.proxy.provider.solo': 'org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider',
    'dfs.client.use.datanode.hostname': 'true',
    'dfs.datanode.address': '0.0.0.0:9866',
    'dfs.datanode.data.dir': 'file:///var/lib/hadoop/data',
    'dfs.datanode.data.dir.perm': '770',
    'dfs.datanode.hostname': 'pod-1.pod-svc.acme.svc.cluster.local',
    'dfs.datanode.http.address': '0.0.0.0:9864',
    'dfs.datanode.ipc.address': '0.0.0.0:9867',
    'dfs.datanode.use.datanode.hostname': 'true',
    'dfs.ha.namenode.id': 'pod-1',
    'dfs.ha.namenodes.solo': 'nmnode-0-0',
    'dfs.internal.nameservices': 'solo',
    'dfs.namenode.avoid.read.stale.datanode': 'true',
    'dfs.namenode.avoid.write.stale.datanode': 'true',
    'dfs.namenode.datanode.registration.ip-hostname-check': 'false',
    'dfs.namenode.http-address.solo.nmnode-0-0': 'nmnode-0-0.nmnode-0-svc.solo.svc.cluster.local:9870',
    'dfs.namenode.http-bind-host': '0.0.0.0',
    'dfs.namenode.name.dir': 'file:///var/lib/hadoop/name',
    'dfs.namenode.plugins': 'bdc.hadoop.Directories',
    'dfs.namenode.rpc-address.solo.nmnode-0-0': 'nmnode-0-0.nmnode-0-svc.solo.svc.cluster.local:9000',
    'dfs.namenode.rpc-bind-host': '0.0.0.0',
    'dfs.namenode.storage.dir.perm': '770',
    'dfs.nameservices': 'solo',
    'dfs.permissions.superusergroup': 'bdcAdmin',
    'dfs.replication': '2',
  });
});

test('hdfs-site.xml of two NameNodes adds the shared edits and nothing else', () => {
  const suffix = (text: string) => text.replaceAll('acme', 'solo');
  const one = Object.keys(understood['solo.name-node']['hdfs-site.xml']);
  const two = Object.entries<string>(understood['acme.name-node']['hdfs-site.xml']);
  expect(Object.fromEntries(two.filter(([key]) => !one.includes(suffix(key))))).toEqual({
    'dfs.ha.automatic-failover.enabled': 'true',
    'dfs.ha.fencing.methods': 'shell(/bin/true)',
    'dfs.ha.nn.not-become-active-in-safemode': 'true',
    'dfs.ha.zkfc.nn.http.timeout.ms': '2000',
    'dfs.ha.zkfc.port': '8019',
    'dfs.hosts': awkward,
    'dfs.journalnode.edits.dir': '/var/lib/hadoop/journal',
    'dfs.journalnode.edits.dir.perm': '770',
    'dfs.journalnode.http-address': '0.0.0.0:8480',
    'dfs.journalnode.rpc-address': '0.0.0.0:8485',
    'dfs.namenode.http-address.acme.nmnode-0-1': 'nmnode-0-1.nmnode-0-svc.acme.svc.cluster.local:9870',
    'dfs.namenode.rpc-address.acme.nmnode-0-1': 'nmnode-0-1.nmnode-0-svc.acme.svc.cluster.local:9000',
    'dfs.namenode.shared.edits.dir': `qjournal://${[0, 1, 2].map((n) => `zookeeper-${n}.zookeeper-svc.acme.svc.cluster.local:8485`).join(';')}/acme`,
  });
});

test('core-site.xml', () => {
  expect(understood['acme.data-node']['core-site.xml']).toEqual({
    'fs.defaultFS': 'hdfs://acme',
    'fs.permissions.umask-mode': '077',
    'ha.zookeeper.quorum': [0, 1, 2].map((n) => `zookeeper-${n}.zookeeper-svc.acme.svc.cluster.local:2181`).join(','),
    'ha.failover-controller.graceful-fence.connection.retries': '0',
    'ha.failover-controller.graceful-fence.rpc-timeout.ms': '3000',
    'ha.health-monitor.rpc-timeout.ms': '12000',
    'hadoop.http.filter.initializers': awkward,
    'ipc.client.connect.timeout': '5000',
    'ipc.client.rpc-timeout.ms': '20000',
    'hadoop.prometheus.endpoint.enabled': 'true',
    'hadoop.security.authentication': 'simple',
    'hadoop.security.token.service.use_ip': 'false',
    'hadoop.tmp.dir': '/tmp',
  });
  expect(understood['solo.data-node']['core-site.xml']).not.toHaveProperty(['ha.zookeeper.quorum']);
});

test('core-site.xml of a client has the mounts, with credentials from files that are not rendered', () => {
  const site = understood['doors.http-fs']['core-site.xml'];
  const table = Object.entries<string>(site).filter(([key]) => /^fs\.(viewfs|hdfs|s3a|azure)\./.test(key));
  expect(Object.fromEntries(table)).toEqual({
    'fs.hdfs.impl': 'org.apache.hadoop.hdfs.ViewDistributedFileSystem',
    'fs.viewfs.overload.scheme.target.hdfs.impl': 'org.apache.hadoop.hdfs.DistributedFileSystem',
    'fs.viewfs.mounttable.doors.linkFallback': 'hdfs://doors/',
    'fs.viewfs.mounttable.doors.link./mounts/lake': 'abfss://data@acme.dfs.core.windows.net/raw',
    'fs.viewfs.mounttable.doors.link./mounts/archive': 's3a://archive/2019',
    'fs.viewfs.mounttable.doors.link./mounts/old': 'hdfs://name-node.old.acme.example:8020/data',
    'fs.s3a.bucket.archive.endpoint': 'https://s3.acme.example:9000',
    'fs.s3a.bucket.archive.path.style.access': 'true',
    'fs.s3a.bucket.archive.secret.key': 'of archive',
    'fs.azure.account.key.acme.dfs.core.windows.net': 'of lake',
  });
});

test('httpfs-site.xml: on loopback, for the gateway alone', () => {
  const site = understood['doors.http-fs']['httpfs-site.xml'];
  expect(site).toEqual({
    'hadoop.http.authentication.signature.secret.file': '/var/run/secrets/http-fs/key',
    'hadoop.http.authentication.type': 'simple',
    'httpfs.hadoop.authentication.type': 'simple',
    'httpfs.http.hostname': 'localhost',
    'httpfs.http.port': '14000',
    'httpfs.proxyuser.knox.groups': '*',
    'httpfs.proxyuser.knox.hosts': 'localhost',
    'httpfs.services.ext': 'bdc.hadoop.FileAccess',
  });
  const cluster = clusterOf({ ...doors, security: 'kerberos', realm: { kind: 'internal' } });
  const secured = httpFsSite(cluster, cluster.gateway!, {}).content;
  const keys = [...secured.matchAll(/<name>(.*)<\/name>/g)].map(([, key]) => key!);
  expect(secured).toContain('<value>httpfs/gateway-svc.doors.svc.cluster.local@BDC.INTERNAL</value>');
  // Hadoop's classes put the last one together from two words.
  const whole = keys.filter((key) => !key.includes('.proxyuser.') && key !== 'httpfs.services.ext');
  expect(whole.filter((key) => !understood.known.includes(key))).toEqual([]);
  expect(shell('doors.http-fs').HTTPFS_OPTS).toBe('-Xmx768m');
});

test('yarn-site.xml: a ResourceManager keeps its state where it survives, and applications with it', () => {
  const recovery = { 'yarn.resourcemanager.recovery.enabled': 'true', 'yarn.resourcemanager.work-preserving-recovery.enabled': 'true' };
  expect(understood['solo.resource-manager']['yarn-site.xml']).toMatchObject({
    ...recovery,
    'yarn.resourcemanager.store.class': 'org.apache.hadoop.yarn.server.resourcemanager.recovery.FileSystemRMStateStore',
    'yarn.resourcemanager.fs.state-store.uri': 'hdfs://solo/yarn/rmstore',
    'yarn.resourcemanager.hostname': 'sparkhead-0.sparkhead-svc.solo.svc.cluster.local',
  });
  expect(understood['acme.resource-manager']['yarn-site.xml']).toMatchObject({
    ...recovery,
    'yarn.resourcemanager.store.class': 'org.apache.hadoop.yarn.server.resourcemanager.recovery.ZKRMStateStore',
    'yarn.resourcemanager.ha.enabled': 'true',
    'yarn.resourcemanager.ha.rm-ids': 'sparkhead-0,sparkhead-1',
    'yarn.resourcemanager.ha.id': 'pod-1',
    'yarn.resourcemanager.hostname.sparkhead-1': 'sparkhead-1.sparkhead-svc.acme.svc.cluster.local',
  });
});

test('yarn-site.xml: a NodeManager shares out what its limit leaves', () => {
  expect(understood['acme.node-manager']['yarn-site.xml']).toMatchObject({
    'yarn.nodemanager.resource.memory-mb': String(Math.floor(2048 / 1.1) - 384),
    'yarn.nodemanager.resource.cpu-vcores': '1',
    'yarn.nodemanager.address': 'pod-1.pod-svc.acme.svc.cluster.local:8041',
    'yarn.nodemanager.recovery.enabled': 'false',
    'yarn.nodemanager.local-dirs': '/var/lib/hadoop-local/local',
    'yarn.resourcemanager.connect.max-wait.ms': '-1',
  });
});

test('capacity-scheduler.xml has one queue for everybody', () => {
  expect(understood['acme.resource-manager'].queues).toEqual({
    names: ['default'],
    capacity: 100,
    drivers: expect.closeTo(0.3),
    calculator: 'DominantResourceCalculator',
  });
});

test('zoo.cfg names the members', () => {
  expect(understood['acme.zoo-keeper'].members.toSorted()).toEqual(
    [0, 1, 2].map((n) => expect.stringMatching(new RegExp(`^zookeeper-${n}\\.zookeeper-svc\\.acme\\.svc\\.cluster\\.local.*:2888:3888`))),
  );
});

test('every key is one of Hadoop 3.4.2, apart from what names a nameservice, a head or a service of our own', () => {
  const known = new Set(understood.known.map((key: string) => key.replace('.EXAMPLENAMESERVICE', '')));
  const keys = [...processes.keys()]
    .filter((name) => !name.startsWith('doors.'))
    .flatMap((name) => ['core-site.xml', 'hdfs-site.xml', 'yarn-site.xml'].flatMap((file) => Object.keys(understood[name][file] ?? {})));
  const bare = keys.map((key) => key.replace(/\.(acme|solo)(\.[\w-]+)?$|\.sparkhead-\d$|\.log_deletion\.class$/, ''));
  expect(known.size).toBeGreaterThan(1000);
  expect([...new Set(bare)].filter((key) => !known.has(key))).toEqual([]);
});

test('hadoop-env.sh', () => {
  expect(shell('acme.name-node')).toMatchObject({ HDFS_NAMENODE_OPTS: '-Xmx384m', HADOOP_CLIENT_OPTS: awkward });
  expect(shell('acme.name-node').HADOOP_OPTS).toContain('-Djava.security.properties=/etc/hadoop/security.properties');
  expect(shell('acme.node-manager').YARN_NODEMANAGER_OPTS).toBe('-Xmx384m');
  expect(shell('acme.zkfc').HDFS_ZKFC_OPTS).toBe('-Xmx96m');
  expect(shell('solo.name-node').HDFS_NAMENODE_OPTS).toBe('-Xmx100m');
});

test('Java forgets host names after 5 seconds and failed look-ups at once', () => {
  expect(understood).toMatchObject({ ttl: '5', negativeTtl: '0' });
  expect(understood['acme.name-node']['security.properties']).toMatchObject({ 'some.provider': awkward });
});

test('log4j.properties', () => {
  expect(understood['acme.name-node']).toMatchObject({
    rootLevel: 'INFO',
    appenders: 1,
    'log4j.properties': { 'log4j.appender.none.note': awkward },
  });
});
