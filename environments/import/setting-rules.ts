import { isRecord } from './documents';
import { valueAt } from '../schema/parse';
import { editions } from '../schema/sql';
import { poolTypeOf } from '../schema/resources';
import type { Translation } from './finding';
import { type Setting, type SettingFinding, currentValue } from './setting';

/** What becomes of settings whose name matches. */
interface Rule {
  readonly name: RegExp;

  /** What became of it; nothing if the rule is not about this one after all. */
  readonly become: (setting: Setting, translation: Translation, groups: readonly (string | undefined)[]) => SettingFinding[] | undefined;
}

const none = (how: string) => (): SettingFinding[] => [{ outcome: 'no counterpart', how }];

/** A setting of another file, or under another name. */
function renamed({ scope, value }: Setting, name: string, how: string): SettingFinding[] {
  return [{ outcome: 'expressed differently', to: [...scope, name], value, how }];
}

/** An option of SQL Server that is no key of mssql.conf; `statement` sets it, unless the value is the default anyway. */
function byStatement(initial: string, statement: (value: string) => string, form = /^\d{1,10}$/): Rule['become'] {
  return ({ value }) => {
    if (value === initial) return [{ outcome: 'no counterpart', how: 'the default of SQL Server' }];
    const how = 'no key of mssql.conf; it is set by T-SQL';
    return [{ outcome: 'no counterpart', how, ...(form.test(value) ? { statement: statement(value) } : {}) }];
  };
}

const configure = (option: string, initial: string) =>
  byStatement(
    initial,
    (value) => `EXEC sp_configure 'show advanced options', 1; RECONFIGURE; EXEC sp_configure '${option}', ${value}; RECONFIGURE;`,
  );

const heapFollows = (field: string) => none(`the heap follows from ${field}`);

/** What the files of the original carried as defaults; the sizes of a built-in environment take their place. */
const sharedOut: Readonly<Record<string, string>> = {
  'nodemanager.resource.memory-mb': '18432',
  'nodemanager.resource.cpu-vcores': '6',
  'scheduler.maximum-allocation-mb': '18432',
  'scheduler.maximum-allocation-vcores': '6',
};

/** Part of the queue that drivers may take, unless it is set. */
const driverShare = '0.3';

const editionNames: Readonly<Record<string, string>> = { Developer: 'EnterpriseDeveloper' };

/** Settings that are not simply carried over, the first match decides. */
export const settingRules: readonly Rule[] = [
  // The cluster itself.
  { name: /^logs\.rotation\.(size|days)$/, become: none('logs are lines of the containers; the platform rotates them') },
  { name: /^vm\.max_map_count$/, become: none('there is no Elasticsearch, so nothing changes the kernel of a node') },
  {
    name: /^bdc\.telemetry\.customerFeedback$/,
    become: (setting) => renamed(setting, 'mssql.telemetry.customerfeedback', 'SQL Server alone could send any'),
  },
  {
    name: /^bdc\.resourcemanagement\./,
    become: none('every container has requests and limits: cpu and memory of its resource'),
  },

  // SQL Server.
  { name: /^(?:mssql\.)?licensing\.pid$/, become: edition },
  {
    name: /^(?:mssql\.)?collation$/,
    become: ({ value }) => [{ outcome: 'expressed differently', to: ['sql', 'collation'], value, how: 'the same everywhere' }],
  },
  { name: /^(?:mssql\.)?hadr\.enabled$/, become: group },
  {
    name: /^(?:mssql\.)?hadr\./,
    become: none('the agent beside each SQL Server has its own lease; it follows from the replicas of master'),
  },
  {
    name: /^mssql\.traceflags?$/i,
    become: (setting) =>
      setting.value.split(/[\s,;]+/).map((flag, index): SettingFinding =>
        /^\d+$/.test(flag)
          ? {
              outcome: 'expressed differently',
              to: [...setting.scope, `mssql.traceflag.traceflag${index}`],
              value: flag,
              how: 'mssql.conf has a key for each',
            }
          : { outcome: 'no counterpart', how: 'not the number of a trace flag' },
      ),
  },
  { name: /^mssql\.degreeOfParallelism$/i, become: configure('max degree of parallelism', '0') },
  { name: /^mssql\.maxServerMemory$/i, become: configure('max server memory (MB)', '2147483647') },
  { name: /^mssql\.minServerMemory$/i, become: configure('min server memory (MB)', '0') },
  {
    name: /^mssql\.processAffinityCpuRange$/i,
    become: byStatement(
      'AUTO',
      (value) => `ALTER SERVER CONFIGURATION SET PROCESS AFFINITY CPU = ${value};`,
      /^\d+( TO \d+)?(, ?\d+( TO \d+)?)*$/,
    ),
  },
  {
    name: /^mssql\.tempdb\.(\w+)$/i,
    become: (setting, translation, [key = '']) => tempdb.get(key.toLowerCase())?.(setting, translation, []),
  },
  {
    name: /^mssql\.storagePool(CacheSize|MaxCacheSize|CacheAutogrowth)$/i,
    become: none('the connector that had this cache is gone from SQL Server; files of HDFS are read by S3'),
  },

  // Spark and YARN.
  { name: /^(?:spark\.)?includeSpark$/, become: includeSpark },
  { name: /^(?:spark\.)?enableSparkOnK8s$/, become: none('NodeManagers of YARN run the containers of Spark') },
  { name: /^(?:spark\.)?sparkVersion$/, become: none('there is one version of Spark, that of the image') },
  {
    name: /^yarn-site\.(yarn\.scheduler\.capacity\..+)$/,
    become: (setting, _, [property = '']) =>
      property === 'yarn.scheduler.capacity.maximum-am-resource-percent' && setting.value === driverShare
        ? [
            {
              outcome: 'expressed differently',
              to: setting.scope,
              how: `belongs to capacity-scheduler, where ${driverShare} is the default`,
            },
          ]
        : renamed(setting, `capacity-scheduler.${property}`, 'the scheduler has a file of its own'),
  },
  {
    name: /^yarn-site\.yarn\.((?:nodemanager\.resource|scheduler\.maximum-allocation)[\w.-]*)$/,
    become: (setting, translation, [property = '']) =>
      setting.value === sharedOut[property] && currentValue(translation, setting) === undefined
        ? [
            {
              outcome: 'expressed differently',
              to: ['resources', 'storage-0'],
              how: 'the default of the original, which promised what no pod was given; sparkMemory and sparkCpu of a pool say it now',
            },
          ]
        : undefined,
  },
  { name: /^spark-defaults-conf\.spark\.pyspark\.(driver\.)?python$/, become: pythonPath },
  { name: /^hdfs-site\.dfs\.replication$/, become: replication },

  // Files that only the original had.
  {
    name: /^(?:yarn|hdfs)-env\.([A-Z]\w*_OPTS)$/,
    become: (setting, _, [variable = '']) => renamed(setting, `hadoop-env.${variable}`, 'one file has the options of all of Hadoop'),
  },
  { name: /^(?:yarn|hdfs|hadoop)-env\.\w*HEAPSIZE\w*$/, become: heapFollows('memory of the resource') },
  { name: /^(?:yarn|hdfs)-env\./, become: none('the image decides it; options of Java are set by hadoop-env.<process>_OPTS') },
  { name: /^mapred-(?:env|site)\./, become: none('there is no MapReduce') },
  { name: /^hive-env\./, become: none('the heap of the metastore follows from metastoreMemory of sparkhead, the rest from the image') },
  { name: /^livy-env\./, become: none('the heap of Livy follows from livyMemory of sparkhead, the rest from the image') },
  {
    name: /^zookeeper-java-env\.(?:JVMFLAGS|SERVER_JVMFLAGS)$/,
    become: (setting) => renamed(setting, 'hadoop-env.ZK_SERVER_OPTS', 'one file has the options of all Java processes'),
  },
  { name: /^zookeeper-java-env\./, become: none('the image decides it; options of Java are set by hadoop-env.ZK_SERVER_OPTS') },
  {
    name: /^zookeeper-log4j-properties\.(log4j\..+)$/,
    become: (setting, _, [property = '']) => renamed(setting, `log4j.${property}`, 'one file has the loggers of all Java processes'),
  },
  { name: /^zookeeper-log4j-properties\./, become: none('a variable of a file that is not there; loggers are set by log4j.log4j.<name>') },
  { name: /^kms-(?:site|env|acls)\./, become: none('there is no key management server, and no encryption zone') },
  { name: /^gateway-site\.sun\.security\.krb5\.debug$/, become: none('set it where it is looked for: knox-env.KNOX_GATEWAY_DBG_OPTS') },
];

/** Sizes of tempdb in megabytes, with the values that are those of a new instance. */
const tempdb: ReadonlyMap<string, Rule['become']> = new Map(
  Object.entries({
    datafilesize: file('tempdev', 'SIZE', '8'),
    datafilemaxsize: file('tempdev', 'MAXSIZE', '16777215'),
    autogrowthperdatafile: file('tempdev', 'FILEGROWTH', '64'),
    logfilesize: file('templog', 'SIZE', '8'),
    logfilemaxsize: file('templog', 'MAXSIZE', '2097151'),
    autogrowthperlogfile: file('templog', 'FILEGROWTH', '64'),
    numberofdatafiles: byStatement('8', (value) => `-- ALTER DATABASE tempdb ADD FILE, until there are ${value} of data`),
  }),
);

function file(name: string, option: string, initial: string): Rule['become'] {
  return byStatement(initial, (value) => `ALTER DATABASE tempdb MODIFY FILE (NAME = ${name}, ${option} = ${value}MB);`);
}

function edition({ value }: Setting): SettingFinding[] {
  const name = Object.hasOwn(editionNames, value) ? editionNames[value]! : value;
  if (!(editions['2025'] as readonly string[]).includes(name)) {
    const why = /^\w{5}(-\w{5}){4}$/.test(value)
      ? 'a product key is a secret and does not belong here'
      : 'SQL Server 2025 has no such edition';
    return [{ outcome: 'no counterpart', how: `${why}; see sql.edition` }];
  }
  const how = name === value ? 'an edition of SQL Server 2025' : `SQL Server 2025 calls it ${name}`;
  return [{ outcome: 'expressed differently', to: ['sql', 'edition'], value: name, how }];
}

function group({ value }: Setting, { environment }: Translation): SettingFinding[] {
  const replicas = valueAt(environment, ['resources', 'master', 'replicas']);
  const isGroup = typeof replicas === 'number' && replicas > 1;
  const how =
    isGroup === (value === 'true')
      ? 'follows from the replicas'
      : `follows from the replicas: ${String(replicas)} ${isGroup ? 'are' : 'is'} ${isGroup ? 'always a group' : 'no group'}`;
  return [{ outcome: 'expressed differently', to: ['resources', 'master', 'replicas'], how }];
}

function includeSpark({ value, scope }: Setting): SettingFinding[] {
  const pool = scope[0] === 'resources' ? String(scope[1]) : 'storage-0';
  if (poolTypeOf(pool) !== 'Storage') return [{ outcome: 'no counterpart', how: 'storage pools alone can be without Spark' }];
  const at = ['resources', pool];
  const included = value === 'true' ? true : value === 'false' ? false : value;
  return [
    { outcome: 'expressed differently', to: [...at, 'includeSpark'], value: included, how: 'a field of the pool' },
    ...(included === false
      ? ['sparkCpu', 'sparkMemory'].map((field) => ({
          outcome: 'expressed differently' as const,
          to: [...at, field],
          value: undefined,
          how: 'without Spark there is nothing to share out',
        }))
      : []),
  ];
}

/** Paths of the original's images. */
function pythonPath({ value }: Setting): SettingFinding[] | undefined {
  return value.startsWith('/opt/bin/')
    ? [{ outcome: 'no counterpart', how: "a path of the original's images; the image decides which Python there is" }]
    : undefined;
}

/** More copies than DataNodes were accepted then, and every block stayed under-replicated. */
function replication(setting: Setting, { environment }: Translation): SettingFinding[] | undefined {
  const resources = isRecord(environment.resources) ? environment.resources : {};
  const dataNodes = Object.entries(resources)
    .filter(([name]) => poolTypeOf(name) === 'Storage')
    .reduce((sum, [, pool]) => sum + Number((pool as { replicas?: unknown }).replicas), 0);
  if (!(Number(setting.value) > dataNodes) || !(dataNodes > 0)) return undefined;
  const how = `${setting.value} copies need as many DataNodes, and there are ${dataNodes}`;
  return renamed({ ...setting, value: String(dataNodes) }, setting.name, how);
}
