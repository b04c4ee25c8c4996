import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ConfigFile } from '../../../constructs/config/config-file';
import { gateway } from '../../../constructs/processes/gateway';
import type { EnvironmentInput } from '../../../environments/schema/environment';
import { clusterOf } from '../../environments/cluster';
import { doors } from '../../environments/doors';

const root = resolve(__dirname, '../../..');

/** All that can stand behind the gateway, and as little as possible; in each kind of realm. */
const { 'nmnode-0': nameNode, 'storage-0': storagePool } = doors.resources;
const everything = {
  ...doors,
  resources: {
    ...doors.resources,
    sparkhead: { replicas: 2, cpu: '500m', memory: '1Gi' },
    mlflow: { cpu: '500m', memory: '1Gi' },
    database: { cpu: '250m', memory: '1Gi' },
  },
} satisfies EnvironmentInput;
const little = {
  ...doors,
  resources: {
    'nmnode-0': { ...nameNode, replicas: 1 },
    'storage-0': { ...storagePool, includeSpark: false },
    gateway: doors.resources.gateway,
  },
} satisfies EnvironmentInput;
const environments: Readonly<Record<string, Partial<EnvironmentInput>>> = {
  everything,
  alone: { ...everything, resources: { ...everything.resources, sparkhead: { ...everything.resources.sparkhead, replicas: 1 } } },
  little,
  internal: { ...everything, security: 'kerberos', realm: { kind: 'internal' } },
  domain: {
    ...everything,
    settings: { 'gateway-site.gateway.httpserver.requestHeaderBuffer': '32768' },
    security: 'kerberos',
    realm: {
      kind: 'activeDirectory',
      ouDistinguishedName: 'OU=bdc,DC=contoso,DC=local',
      dnsIpAddresses: ['10.0.0.53'],
      domainControllerFullyQualifiedDns: ['dc1.contoso.local', 'dc2.contoso.local'],
      domainDnsName: 'contoso.local',
      clusterAdmins: ['admins'],
      clusterUsers: ['users'],
    },
  },
};

const files = (name: string): readonly ConfigFile[] => {
  const cluster = clusterOf(environments[name]);
  return gateway(cluster, cluster.hdfs!, cluster.gateway!).config!.files;
};

/** The form in which passwords are kept; a real one has far more rounds. */
const hash = (password: string) => `$shiro1$SHA-256$1$${btoa('salt')}$${createHash('sha256').update(`salt${password}`).digest('base64')}`;

let understood: Record<string, any>;
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'bdc-gateway-'));
  const jars = execFileSync(join(root, 'images/fetch'), ['gateway'], { encoding: 'utf8' }).trim();
  const home = join(directory, 'home');
  mkdirSync(join(home, 'data/services'), { recursive: true });
  for (const service of ['hdfsui', 'yarn-rm', 'yarnui', 'livy', 'sparkhistoryui', 'spark3historyui']) {
    symlinkSync(join(jars, 'data/services', service), join(home, 'data/services', service));
  }
  for (const name of Object.keys(environments)) {
    mkdirSync(join(directory, name));
    for (const file of files(name)) writeFileSync(join(directory, name, file.name), file.content);
    writeFileSync(join(directory, name, 'users.properties'), `user.alice = ${hash('right')}, bdcUser\n`);
  }
  // What the image does with the definitions of services in the configuration directory.
  for (const { name, content } of files('everything')) {
    const [, service, part] = /^(.+)-(service|rewrite)\.xml$/.exec(name) ?? [];
    if (!service) continue;
    const definition = join(home, 'data/services', service, '9.9.9');
    mkdirSync(definition, { recursive: true });
    writeFileSync(join(definition, `${part}.xml`), content);
  }
  const output = execFileSync(
    'java',
    [
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      '--add-opens=java.base/java.lang=ALL-UNNAMED',
      '--add-opens=java.base/java.util=ALL-UNNAMED',
      `-DGATEWAY_HOME=${home}`,
      '-Dlog4j2.level=ERROR',
      '-cp',
      `${jars}/jars/*`,
      join(__dirname, 'LoadGateway.java'),
      home,
      ...Object.keys(environments).map((name) => join(directory, name)),
    ],
    { encoding: 'utf8', stdio: 'pipe' },
  );
  understood = JSON.parse(output.slice(output.lastIndexOf('\n{') + 1));
}, 600_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('gateway-site.xml: port, certificate, long headers, and hosts of the cluster alone', () => {
  expect(understood.everything).toMatchObject({
    port: 8443,
    headerBuffer: 65536,
    keystore: '/var/run/secrets/tls/keystore.p12 PKCS12',
    truststore: '/var/run/secrets/tls/truststore.p12 PKCS12',
    kerberos: false,
  });
  expect([understood.domain.headerBuffer, understood.domain.kerberos]).toEqual([32768, true]);
  const allowed = new RegExp(understood.everything.whitelist);
  const url = (host: string) => `http://${host}:9870/dfshealth.html`;
  expect([url('nmnode-0-0.nmnode-0-svc.doors.svc.cluster.local'), url('localhost')].filter((to) => !allowed.test(to))).toEqual([]);
  const others = [
    'storage-0-0.storage-0-svc.other.svc.cluster.local',
    'evil.example',
    'evil.example/.doors.svc.cluster.local',
    '169.254.169.254',
  ];
  expect(others.map(url).filter((to) => allowed.test(to))).toEqual([]);
});

test('every key is one that Knox names', () => {
  const keys = Object.keys(environments).flatMap((name) => Object.keys(understood[name].site));
  expect(understood.known.length).toBeGreaterThan(150);
  expect(keys.filter((key) => !understood.known.includes(key))).toEqual([]);
});

test('the topology is what is there, on every pod of it', () => {
  const pods = (name: string, port: number, path = '') =>
    [0, 1].map((n) => expect.stringMatching(new RegExp(`^http://${name}-${n}\\..*:${port}${path}$`)));
  const { services } = understood.everything;
  expect(services).toMatchObject({
    WEBHDFS: ['http://localhost:14000/webhdfs'],
    HDFSUI: pods('nmnode-0', 9870),
    RESOURCEMANAGER: pods('sparkhead', 8088, '/ws'),
    YARNUI: pods('sparkhead', 8088),
    MLFLOW: ['https://mlflow-svc.doors.svc.cluster.local:5000'],
  });
  expect(Object.keys(services)).toHaveLength(8);
  expect(Object.keys(understood.little.services)).toEqual(['WEBHDFS', 'HDFSUI']);
  expect(Object.keys(understood.little.providers)).toEqual(['authentication ShiroProvider', 'identity-assertion Default']);
  expect(Object.keys(understood.everything.providers['ha HaProvider'])).toEqual(['RESOURCEMANAGER', 'LIVYSERVER']);
});

test('Livy, MLflow and the history server, and nobody else, are shown the certificate by which they believe the gateway', () => {
  const shown = ['LIVYSERVER', 'MLFLOW', 'SPARK3HISTORYUI', 'SPARKHISTORYUI'];
  expect(understood.everything.shownCertificate).toEqual(shown);
  expect(understood.alone.shownCertificate).toEqual(shown);
  expect(understood.little.shownCertificate).toEqual([]);
});

test('pages have dispatches of the image, which know where those of other ports are', () => {
  const text = (name: string, file: string) => files(name).find((each) => each.name === file)!.content;
  expect(text('everything', 'yarn-service.xml')).toContain('8042=yarn/at 8088=yarn 9864=hdfs/at 9870=hdfs/at 18480=sparkhistory');
  expect(text('internal', 'hdfs-service.xml')).toContain('8044=yarn/at 8090=yarn 9865=hdfs/at 9871=hdfs/at 18480=sparkhistory');
  expect(understood.everything.dispatches).toMatchObject({
    HDFSUI: ['bdc.gateway.HadoopPages'],
    YARNUI: ['bdc.gateway.HadoopPages'],
    SPARKHISTORYUI: ['bdc.gateway.Door'],
    SPARK3HISTORYUI: ['bdc.gateway.Door'],
    MLFLOW: ['bdc.gateway.Door'],
    WEBHDFS: ['bdc.gateway.Files'],
  });
});

test.each(['/webhdfs/v1/**?**', '/hdfs/', '/yarn/', '/livy/**?**', '/sparkhistory/', '/mlflow/**?**'])(
  'Knox itself deploys %s',
  (pattern) => {
    expect(understood.everything.resources).toContain(pattern);
  },
);

test('with a realm Hadoop is asked by HTTPS, and HttpFS by the name in its principal', () => {
  const { services } = understood.internal;
  expect(services.WEBHDFS).toEqual(['http://gateway-svc.doors.svc.cluster.local:14000/webhdfs']);
  expect(services.HDFSUI[0]).toBe('https://nmnode-0-0.nmnode-0-svc.doors.svc.cluster.local:9871');
  expect(services.YARNUI[0]).toBe('https://sparkhead-0.sparkhead-svc.doors.svc.cluster.local:8090');
});

test.each(['everything', 'internal'])('%s: users log in with their passwords, and with no others', (name) => {
  expect(understood[name].logins).toEqual({ right: true, wrong: false });
});

test('users of a domain log in by a ticket, or by a password that a domain controller knows', () => {
  const prefix = 'hadoop.auth.config';
  expect(understood.domain).not.toHaveProperty('logins');
  expect(understood.domain.providers['authentication HadoopAuth']).toMatchObject({
    'config.prefix': prefix,
    [`${prefix}.type`]: 'multi-scheme',
    [`${prefix}.multi-scheme-auth-handler.schemes`]: 'basic,negotiate',
    [`${prefix}.ldap.providerurl`]: 'ldaps://dc1.contoso.local:636 ldaps://dc2.contoso.local:636',
    [`${prefix}.kerberos.principal`]: 'HTTP/gateway-svc.doors.svc.cluster.local@CONTOSO.LOCAL',
  });
  const handlers = understood.handlerKeys.map((key: string) => `${prefix}.${key.replace('%s', '[a-z]+')}`);
  const given = Object.keys(understood.domain.providers['authentication HadoopAuth']).filter((key) => key.startsWith(prefix));
  expect(given.filter((key) => !handlers.some((handler: string) => new RegExp(`^${handler}$`).test(key)))).toEqual([]);
});

test('the log goes to the console', () => {
  expect(understood.everything.log).toBe('INFO [console]');
});
