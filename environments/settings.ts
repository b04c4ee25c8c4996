import { fieldPath } from './problem';
import type { Environment } from './schema/environment';
import type { ServiceName } from './schema/services';
import type { FileAlias } from './schema/settings';

/** Properties set by the user, by file: `{ 'hdfs-site': { 'dfs.replication': '2' } }`. */
export type Settings = Readonly<Partial<Record<FileAlias, Readonly<Record<string, string>>>>>;

/** The effective settings of a scope: later ones are narrower and win. */
export function layerSettings(...scopes: readonly Readonly<Record<string, string>>[]): Settings {
  const files: Partial<Record<FileAlias, Record<string, string>>> = {};
  for (const [name, value] of scopes.flatMap((scope) => Object.entries(scope))) {
    const { file, property } = splitSetting(name);
    (files[file] ??= {})[property] = value;
  }
  return files;
}

/** `hdfs-site.dfs.replication` as its file and property. */
export function splitSetting(name: string): { file: FileAlias; property: string } {
  const dot = name.indexOf('.');
  return { file: name.slice(0, dot) as FileAlias, property: name.slice(dot + 1) };
}

/**
 * Properties that wire the cluster together: the program decides them from names, ports and image contracts.
 *
 * The same list that SQL Server Big Data Clusters protected, as far as the parts are here.
 */
export const protectedProperties: Readonly<Record<FileAlias, readonly RegExp[]>> = {
  'core-site': [
    /^fs\.defaultFS$/,
    /^hadoop\.(security|http\.authentication)\./,
    /^hadoop\.rpc\.protection$/,
    /^hadoop\.user\.group\.static\.mapping\.overrides$/,
    /^hadoop\.proxyuser\.(knox|httpfs|livy|hive)\./,
    /^fs\.viewfs\./,
    /^hadoop\.tmp\.dir$/,
    /^hadoop\.prometheus\.endpoint\.enabled$/,
  ],
  'hdfs-site': [
    /^dfs\.(internal\.)?nameservices$/,
    /^dfs\.ha\./,
    /^dfs\.namenode\.(rpc|servicerpc|lifeline\.rpc|http|https)-(address|bind-host)/,
    /^dfs\.namenode\.(name|edits|shared\.edits)\.dir$/,
    /^dfs\.namenode\.plugins$/,
    /^dfs\.(namenode\.storage|datanode\.data)\.dir\.perm$/,
    /^dfs\.namenode\.datanode\.registration\.ip-hostname-check$/,
    /^dfs\.client\.failover\.proxy\.provider/,
    /^dfs\.client\.use\.datanode\.hostname$/,
    /^dfs\.datanode\.((http|https|ipc)\.)?address$/,
    /^dfs\.datanode\.(data\.dir|hostname|use\.datanode\.hostname)$/,
    /^dfs\.(http\.policy|block\.access\.token\.enable|data\.transfer\.protection|encrypt\.data\.transfer.*)$/,
    /(kerberos|keytab)/,
  ],
  'hadoop-env': [/^(HADOOP_CONF_DIR|HADOOP_HOME|JAVA_HOME|HADOOP_USER_NAME)$/],
  'yarn-site': [
    /^yarn\.resourcemanager\.(ha\.|cluster-id|recovery\.enabled|store\.class|fs\.state-store\.uri|zk-)/,
    /^yarn\.resourcemanager\.(hostname|address|scheduler\.address|resource-tracker\.address|admin\.address|webapp\.(https\.)?address|bind-host)/,
    /^yarn\.resourcemanager\.connect\.max-wait\.ms$/,
    /^yarn\.nodemanager\.(hostname|address|bind-host|webapp\.(https\.)?address|localizer\.address|local-dirs|log-dirs|recovery\..*|container-executor\.class)$/,
    /^yarn\.(acl\.enable|admin\.acl|http\.policy)$/,
    /(principal|keytab)/,
  ],
  'capacity-scheduler': [],
  'spark-defaults-conf': [
    /^spark\.(authenticate|network\.crypto|ssl|eventLog|acls|admin\.acls|ui\.(acls|filters))/,
    /^spark\.(master|submit\.deployMode|shuffle\.service|port\.|driver\.(port|host|blockManager\.port)|blockManager\.port)/,
    /^spark\.yarn\.(jars|archive|historyServer\.|access\.|stagingDir)/,
    /^spark\.sql\.(catalogImplementation|warehouse\.dir|hive\.metastore)/,
    /^spark\.hadoop\.(fs|hive\.metastore|hadoop\.security)\./,
    /(principal|keytab)/,
  ],
  'spark-history-server-conf': [
    /^spark\.history\.(fs\.logDirectory|kerberos|ui\.(port|acls)|provider)/,
    /^spark\.ssl/,
    /(principal|keytab)/,
  ],
  'spark-env': [/^(HADOOP_CONF_DIR|SPARK_CONF_DIR|SPARK_HOME|JAVA_HOME|HADOOP_USER_NAME)$/],
  'livy-conf': [
    /^livy\.(superusers|server\.(host|port|auth|launch|access-control|recovery|csrf)|spark\.(master|deploy-mode)|keystore|key-password|impersonation|rsc\.(rpc\.server|launcher))/,
  ],
  'hive-site': [
    /^(javax\.jdo\.option|datanucleus\.schema|hive\.metastore\.(uris|sasl|schema\.verification|execute\.setugi|kerberos|warehouse|port|server\.)|hive\.server2|metastore\.)/,
    /(principal|keytab)/,
  ],
  'httpfs-site': [/^httpfs\.(authentication|hadoop|proxyuser|http\.(hostname|port)|ssl|buffer\.dir)/, /^hadoop\./, /(principal|keytab)/],
  'gateway-site': [
    /^gateway\.(port|path|host|gateway\.conf\.dir|hadoop\.kerberos|tls|ssl|truststore|httpclient\.truststore|security\.dir|data\.dir|signing|dispatch\.whitelist)/,
    /^java\.security\./,
  ],
  'knox-env': [/^(GATEWAY_HOME|JAVA_HOME)$/],
  'zoo-cfg': [
    /^(dataDir|dataLogDir|clientPort(Address)?|secureClientPort|server\..*|4lw\.commands\.whitelist|quorumListenOnAllIPs|admin\..*)$/,
  ],
  log4j: [],
  security: [],
  mssql: [
    /^(eula|hadr|licensing|uncmapping)\./i,
    /^filelocation\.(?!defaultbackupdir$)/i,
    /^network\.(tcpport|ipaddress|rpcport|tlscert|tlskey|privilegedadaccount|kerberoskeytabfile)$/i,
    /^(distributedtransaction\.servertcpport|sqlagent\.errorlogfile)$/i,
    /^collation$/i,
  ],
};

/** Whether `property` of `file` is the program's alone. */
export function isProtected(file: FileAlias, property: string): boolean {
  return protectedProperties[file].some((expression) => expression.test(property));
}

/** Path of the narrowest scope of `environment` that sets `name` for the processes of `service` in `resource`. */
export function settingPath(environment: Environment, resource: string, service: ServiceName, name: string): string | undefined {
  const scope = settingScopes(environment).findLast(
    ({ path, settings }) => Object.hasOwn(settings, name) && (path.length === 1 || path[1] === resource || path[1] === service),
  );
  return scope && fieldPath([...scope.path, name]);
}

/** Every place of `environment` that holds settings, the narrowest last. */
export function settingScopes({ settings, services, resources }: Environment) {
  return [
    { path: ['settings'], settings },
    ...Object.entries(services).map(([name, service]) => ({ path: ['services', name, 'settings'], settings: service.settings })),
    ...Object.entries(resources as Record<string, { settings: Environment['settings'] }>).map(([name, resource]) => ({
      path: ['resources', name, 'settings'],
      settings: resource.settings,
    })),
  ];
}
