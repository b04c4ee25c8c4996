import { hadoopPorts, ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import type { ActiveDirectory } from '../../environments/realm';
import { secretDirectories } from '../../images/contract';
import { gateway } from '../../images/gateway/contract';
import { podHost, podNames, serviceHost } from '../../environments/host-names';
import { type ConfigFile, type Properties, sortedEntries } from './config-file';
import { escapeXml } from './xml';

/** What stands behind the gateway: a role that Knox knows, and where it is. */
export interface GatewayService {
  readonly role: string;
  readonly urls: readonly string[];
}

/** Where the pages of NameNodes and ResourceManagers are; in a realm they are encrypted. */
function hadoopPages(cluster: Cluster) {
  return {
    scheme: cluster.realm ? 'https' : 'http',
    nameNode: hadoopPorts(cluster, 'name-node')['nn-http'],
    resourceManager: hadoopPorts(cluster, 'resource-manager')['rm-http'],
  };
}

/**
 * Name by which the gateway calls the HttpFS beside it.
 *
 * In a realm it has to be the one in the principal; the pod itself leads it to loopback.
 */
export function httpFsHost(cluster: Cluster, resource: Resource): string {
  return cluster.realm ? serviceHost(cluster, resource.name) : 'localhost';
}

/** Every service behind the gateway that is part of `cluster`. */
export function gatewayServices(cluster: Cluster, resource: Resource): GatewayService[] {
  const { hdfs, spark, mlflow } = cluster;
  const { scheme: page, nameNode, resourceManager } = hadoopPages(cluster);
  const pods = ({ name, replicas }: Resource, scheme: string, port: number, path = '') =>
    podNames(name, replicas).map((pod) => `${scheme}://${podHost(cluster, name, pod)}:${port}${path}`);
  const managers = (path = '') => (spark ? pods(spark.head, page, resourceManager, path) : []);
  const history = spark?.head.includeHistory ? pods(spark.head, 'https', ports['spark-history']['history-https']) : [];
  return [
    { role: 'WEBHDFS', urls: [`http://${httpFsHost(cluster, resource)}:${ports['http-fs']['fs-http']}/webhdfs`] },
    { role: 'HDFSUI', urls: hdfs ? pods(hdfs.nameNode, page, nameNode) : [] },
    { role: 'RESOURCEMANAGER', urls: managers('/ws') },
    { role: 'YARNUI', urls: managers() },
    { role: 'LIVYSERVER', urls: spark?.head.includeLivy ? pods(spark.head, 'https', ports.livy['livy-https']) : [] },
    { role: 'SPARKHISTORYUI', urls: history },
    { role: 'SPARK3HISTORYUI', urls: history },
    { role: 'MLFLOW', urls: mlflow ? [`https://${serviceHost(cluster, mlflow.name)}:${ports.mlflow['mlflow-https']}`] : [] },
  ].filter(({ urls }) => urls.length > 0);
}

/**
 * The topology `default`: who may come in, and what is behind it.
 *
 * @see https://knox.apache.org/books/knox-2-0-0/user-guide.html
 */
export function knoxTopology(cluster: Cluster, resource: Resource): ConfigFile {
  const services = gatewayServices(cluster, resource);
  // Doors find out by themselves which of several pods to ask.
  const several = services.filter(({ role, urls }) => urls.length > 1 && !role.endsWith('UI'));
  return {
    name: gateway.topologyFile,
    content: [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<topology>',
      '  <gateway>',
      ...authentication(cluster, resource),
      // The name of the caller goes on to the services: as it is, and never one that the caller gave besides.
      ...provider('identity-assertion', 'Default', []),
      ...(several.length > 0
        ? provider(
            'ha',
            'HaProvider',
            several.map(({ role }) => [role, 'enabled=true;maxFailoverAttempts=3;failoverSleep=1000']),
          )
        : []),
      '  </gateway>',
      ...services.flatMap(({ role, urls }) => [
        '  <service>',
        `    <role>${role}</role>`,
        ...urls.map((url) => `    <url>${escapeXml(url)}</url>`),
        ...(particulars[role] ?? []),
        '  </service>',
      ]),
      '</topology>',
      '',
    ].join('\n'),
    reloaded: true,
  };
}

/** How the gateway calls what is behind it, where Knox's own way will not do. */
const particulars: Readonly<Record<string, readonly string[]>> = {
  // Knox's own one drops the content of the first request, which a NameNode would send on; HttpFS takes it at once from who says so.
  WEBHDFS: dispatch('bdc.gateway.Files', false),
  // It believes the gateway by its certificate, which it has to show: callers have told it who they are.
  LIVYSERVER: dispatch('org.apache.knox.gateway.livy.LivyDispatch', true),
  // An upload is answered when all of it is in the store, and a download begins when all of it has come from there; others have 20 seconds.
  MLFLOW: ['    <param>', '      <name>httpclient.socketTimeout</name>', '      <value>10m</value>', '    </param>'],
};

function dispatch(className: string, showsCertificate: boolean): string[] {
  return [
    '    <dispatch>',
    `      <classname>${className}</classname>`,
    '      <ha-classname>org.apache.knox.gateway.ha.dispatch.DefaultHaDispatch</ha-classname>',
    `      <use-two-way-ssl>${showsCertificate}</use-two-way-ssl>`,
    '    </dispatch>',
  ];
}

function authentication(cluster: Cluster, resource: Resource): string[] {
  const { realm } = cluster;
  return realm?.kind === 'activeDirectory'
    ? provider('authentication', 'HadoopAuth', domain(cluster, resource, realm))
    : provider('authentication', 'ShiroProvider', Object.entries(users));
}

/** Seconds until the gateway knows of a changed user, after the kubelet has brought it the file. */
const usersReadEvery = '15';

/**
 * The users of the cluster, with the hashes of their passwords, by HTTP's basic authentication.
 *
 * The order counts: a name has to be there before another line speaks of it.
 *
 * @see https://shiro.apache.org/realm.html
 */
const users: Properties = {
  sessionTimeout: '30',
  'main.passwordMatcher': 'org.apache.shiro.authc.credential.PasswordMatcher',
  'main.usersRealm': 'org.apache.shiro.realm.text.PropertiesRealm',
  'main.usersRealm.resourcePath': `file:${secretDirectories.users}/users.properties`,
  'main.usersRealm.reloadIntervalSeconds': usersReadEvery,
  'main.usersRealm.credentialsMatcher': '$passwordMatcher',
  'main.securityManager.realms': '$usersRealm',
  'urls./**': 'authcBasic',
};

/**
 * Users of a domain: by a ticket, or by name and password, which a domain controller is asked about.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-auth/Configuration.html
 */
function domain(cluster: Cluster, resource: Resource, realm: ActiveDirectory): [string, string][] {
  const prefix = 'hadoop.auth.config';
  return [
    ['config.prefix', prefix],
    ...sortedEntries({
      type: 'multi-scheme',
      'multi-scheme-auth-handler.schemes': 'basic,negotiate',
      'multi-scheme-auth-handler.schemes.basic.handler': 'ldap',
      'multi-scheme-auth-handler.schemes.negotiate.handler': 'kerberos',
      'ldap.providerurl': realm.domainControllers.map((controller) => `ldaps://${controller}:636`).join(' '),
      'ldap.binddomain': realm.domain,
      'kerberos.principal': `HTTP/${serviceHost(cluster, resource.name)}@${realm.name}`,
      'kerberos.keytab': `${secretDirectories.keytab}/service.keytab`,
      // alice@CONTOSO.LOCAL is alice to HDFS.
      'kerberos.name.rules': 'DEFAULT',
      'signature.secret.file': `${gateway.cookieDirectory}/key`,
      'token.validity': '1800',
      'cookie.path': '/gateway/default',
    }).map(([name, value]): [string, string] => [`${prefix}.${name}`, value]),
  ];
}

function provider(role: string, name: string, params: readonly (readonly [string, string])[]): string[] {
  return [
    '    <provider>',
    `      <role>${role}</role>`,
    `      <name>${name}</name>`,
    '      <enabled>true</enabled>',
    ...params.flatMap(([param, value]) => [
      '      <param>',
      `        <name>${escapeXml(param)}</name>`,
      `        <value>${escapeXml(value)}</value>`,
      '      </param>',
    ]),
    '    </provider>',
  ];
}
