import { rmSync } from 'node:fs';
import type { Process } from '../../../constructs/workload/process';
import { bigDataCluster } from '../../../stacks/big-data-cluster';
import { clusterOf } from '../../environments/cluster';
import { inDomain, inRealmOfItsOwn } from '../../environments/realm';
import { type Loaded, loadConfiguration } from './load-configuration';

const clusters = [inDomain, inRealmOfItsOwn].map((environment) => clusterOf(environment));

/** All processes of the image of Hadoop, by cluster and name; of the two kinds of NodeManagers the one beside a DataNode. */
const processes = new Map<string, Process>(
  clusters.flatMap((cluster) =>
    bigDataCluster(cluster)
      .workloads.filter(({ spec }) => !spec.name.startsWith('spark-'))
      .flatMap(({ spec }) => spec.processes)
      .filter(({ image }) => image.repository === cluster.images.hadoop.repository)
      .map((process) => [`${cluster.name}.${process.name}`, process] as const),
  ),
);

let loaded: Loaded;

beforeAll(() => {
  loaded = loadConfiguration(processes, 'pod-1.pod-svc.bdc.svc.cluster.local');
}, 600_000);

afterAll(() => rmSync(loaded.directory, { recursive: true, force: true }));

const file = (name: string, key: string) => loaded.understood[name][key];

const keytab = '/var/run/secrets/keytab/pod-1.keytab';

test('Java finds the controllers of a domain, by TCP and with AES alone', () => {
  expect(file('in-domain.name-node', 'realm')).toEqual({
    name: 'CONTOSO.LOCAL',
    controllers: 'dc1.contoso.local dc2.contoso.local',
    types: [18, 17],
    udpPreferenceLimit: '1',
    ofService: 'CONTOSO.LOCAL',
  });
});

test('Java finds the key distribution centre of a realm of its own', () => {
  expect(file('in-realm.name-node', 'realm')).toMatchObject({
    name: 'BDC.INTERNAL',
    controllers: 'kdc-svc.in-realm.svc.cluster.local:1088',
  });
});

test('a service has the user of its name, people have theirs in small letters, and nobody can call himself a service', () => {
  expect(file('in-domain.name-node', 'users')).toEqual({
    'hdfs/pod-1.pod-svc@CONTOSO.LOCAL': 'hdfs',
    'jn/pod-1.pod-svc@CONTOSO.LOCAL': 'hdfs',
    'HTTP/pod-1.pod-svc@CONTOSO.LOCAL': 'HTTP',
    'yarn/pod-1.pod-svc@CONTOSO.LOCAL': 'yarn',
    'evil/pod-1.pod-svc@CONTOSO.LOCAL': 'refused',
    'Alice@CONTOSO.LOCAL': 'alice',
    'HdFs@CONTOSO.LOCAL': 'nobody',
    'hdfs@CONTOSO.LOCAL': 'nobody',
    'alice@OTHER.LOCAL': 'refused',
    'alice@CONTOSOXLOCAL': 'refused',
  });
});

describe('core-site.xml', () => {
  test('asks for tickets and encrypts, in RPC and on web pages', () => {
    expect(file('in-domain.data-node', 'core-site.xml')).toMatchObject({
      'hadoop.security.authentication': 'kerberos',
      'hadoop.security.authorization': 'true',
      'hadoop.security.groups.cache.secs': '60',
      'hadoop.rpc.protection': 'privacy',
      'hadoop.http.authentication.type': 'kerberos',
      'hadoop.http.authentication.simple.anonymous.allowed': 'false',
      'hadoop.http.authentication.kerberos.principal': 'HTTP/_HOST@CONTOSO.LOCAL',
      'hadoop.http.authentication.kerberos.keytab': keytab,
      'hadoop.http.authentication.signature.secret.file': '/var/run/secrets/spark/key',
      ...Object.fromEntries(
        ['knox', 'httpfs', 'livy', 'hive'].map((proxy) => [`hadoop.proxyuser.${proxy}.groups`, 'bdcAdmins,bdcUsers,Data Scientists']),
      ),
      'hadoop.user.group.static.mapping.overrides': expect.stringMatching(/^hdfs=bdcAdmins,hdfs;.*;yarn=yarn;.*;HTTP=;/),
    });
  });

  test.each(['name-node', 'resource-manager'])('lets a %s look up groups in the domain, with what its Secret holds', (name) => {
    expect(file(`in-domain.${name}`, 'core-site.xml')).toMatchObject({
      'hadoop.security.group.mapping': 'org.apache.hadoop.security.LdapGroupsMapping',
      'hadoop.security.group.mapping.ldap.url': 'ldaps://dc1.contoso.local:636,ldaps://dc2.contoso.local:636',
      'hadoop.security.group.mapping.ldap.base': 'DC=contoso,DC=local',
      'hadoop.security.group.mapping.ldap.bind.user': 'bdc-ldap',
      'hadoop.security.group.mapping.ldap.ssl.truststore.password.file': '/var/run/secrets/keystore-password/password',
      'hadoop.security.group.mapping.ldap.search.filter.user': '(&(objectClass=user)(sAMAccountName={0}))',
    });
    expect(processes.get(`in-domain.${name}`)!.secrets).toEqual(
      expect.arrayContaining([
        { secret: 'ldap-lookup', directory: '/var/run/secrets/ldap-lookup' },
        { secret: 'ldap-lookup', key: 'username', variable: 'LDAP_LOOKUP_USER' },
        { secret: 'keystore-password', directory: '/var/run/secrets/keystore-password' },
      ]),
    );
  });

  test('has the groups of users from files where there is no domain', () => {
    expect(file('in-realm.name-node', 'core-site.xml')).toMatchObject({
      'hadoop.security.group.mapping': 'bdc.hadoop.UserGroups',
      'hadoop.security.groups.cache.secs': '10',
    });
    expect(file('in-domain.data-node', 'core-site.xml')).not.toHaveProperty(['hadoop.security.group.mapping']);
    expect(processes.get('in-realm.name-node')!.secrets).toContainEqual({
      secret: 'user-groups',
      directory: '/var/run/secrets/user-groups',
    });
  });
});

test('hdfs-site.xml has principals, tokens of blocks, encrypted blocks, TLS alone, and the administrators as superusers', () => {
  expect(file('in-domain.name-node', 'hdfs-site.xml')).toMatchObject({
    'dfs.namenode.kerberos.principal': 'hdfs/_HOST@CONTOSO.LOCAL',
    'dfs.namenode.keytab.file': keytab,
    'dfs.datanode.kerberos.principal': 'hdfs/_HOST@CONTOSO.LOCAL',
    'dfs.journalnode.kerberos.principal': 'jn/_HOST@CONTOSO.LOCAL',
    'dfs.block.access.token.enable': 'true',
    'dfs.data.transfer.protection': 'privacy',
    'dfs.http.policy': 'HTTPS_ONLY',
    'dfs.permissions.superusergroup': 'bdcAdmins',
    'dfs.namenode.https-address.in-domain.nmnode-0-1': 'nmnode-0-1.nmnode-0-svc.bdc.svc.cluster.local:9871',
  });
  const plain = Object.keys(file('in-domain.name-node', 'hdfs-site.xml')).filter((key) => /http[.-](address|bind)/.test(key));
  expect(plain).toEqual([]);
});

test('yarn-site.xml has principals, TLS alone, and the administrators as such', () => {
  expect(file('in-domain.resource-manager', 'yarn-site.xml')).toMatchObject({
    'yarn.http.policy': 'HTTPS_ONLY',
    'yarn.acl.enable': 'true',
    'yarn.admin.acl': 'yarn bdcAdmins',
    'yarn.resourcemanager.principal': 'yarn/_HOST@CONTOSO.LOCAL',
    'yarn.resourcemanager.webapp.https.address.sparkhead-1': 'sparkhead-1.sparkhead-svc.bdc.svc.cluster.local:8090',
    'yarn.nodemanager.webapp.https.address': 'pod-1.pod-svc.bdc.svc.cluster.local:8044',
  });
});

describe('ZooKeeper', () => {
  const login = (service: string) => `${service}/pod-1.pod-svc.bdc.svc.cluster.local@CONTOSO.LOCAL ${keytab}`;

  test('logs in towards its clients and its members, and lets in who has a ticket', () => {
    const process = processes.get('in-domain.zoo-keeper')!;
    expect(file('in-domain.zoo-keeper', 'logins')).toEqual({
      Server: login('zookeeper'),
      QuorumServer: login('zookeeper'),
      QuorumLearner: login('zookeeper'),
    });
    expect(file('in-domain.zoo-keeper', 'members')).toHaveLength(3);
    const cfg = process.config!.files.find(({ name }) => name === 'zoo.cfg');
    for (const line of ['sessionRequireClientSASLAuth=true', 'quorum.auth.serverRequireSasl=true', 'quorum.auth.learnerRequireSasl=true']) {
      expect(cfg!.content).toContain(`${line}\n`);
    }
    expect(process.env!.JAVA_TOOL_OPTIONS).toContain('-Djava.security.auth.login.config=/etc/hadoop/jaas.conf -Dpod.name=$(POD_NAME)');
  });

  test('gives what its clients write to them alone', () => {
    expect(file('in-domain.zkfc', 'logins')).toEqual({ Client: login('hdfs') });
    expect(file('in-domain.zkfc', 'core-site.xml')).toMatchObject({ 'ha.zookeeper.acl': 'sasl:hdfs:cdrwa' });
    expect(file('in-domain.resource-manager', 'logins')).toEqual({ Client: login('yarn') });
    expect(file('in-domain.resource-manager', 'yarn-site.xml')).toMatchObject({ 'hadoop.zk.acl': 'sasl:yarn:cdrwa' });
  });
});

test('ssl-server.xml and ssl-client.xml name the stores, and take the password from the environment', () => {
  expect(file('in-domain.data-node', 'ssl-server.xml')).toEqual({
    'ssl.server.keystore.location': '/var/run/secrets/tls/keystore.p12',
    'ssl.server.keystore.type': 'PKCS12',
    'ssl.server.keystore.password': 'x',
    'ssl.server.keystore.keypassword': 'x',
    'ssl.server.truststore.location': '/var/run/secrets/tls/truststore.p12',
    'ssl.server.truststore.type': 'PKCS12',
    'ssl.server.truststore.password': 'x',
  });
  expect(Object.keys(file('in-domain.data-node', 'ssl-client.xml'))).toEqual([
    'ssl.client.truststore.location',
    'ssl.client.truststore.password',
    'ssl.client.truststore.type',
  ]);
});

test('every key is one of Hadoop 3.4.2, apart from who may act for users', () => {
  const known = new Set(loaded.understood.known.map((key: string) => key.replace('.EXAMPLENAMESERVICE', '')));
  const keys = [...processes.keys()].flatMap((name) =>
    ['core-site.xml', 'hdfs-site.xml', 'yarn-site.xml'].flatMap((xml) => Object.keys(file(name, xml) ?? {})),
  );
  const bare = keys.map((key) => key.replace(/\.in-(domain|realm)(\.[\w-]+)?$|\.sparkhead-\d$/, ''));
  expect([...new Set(bare)].filter((key) => !known.has(key) && !/^hadoop\.proxyuser\.\w+\.(hosts|groups)$/.test(key))).toEqual([]);
});
