import { nodeManagerShare, nodeManagerVcores } from '../node-manager-share';
import { type Problem, fieldPath, show } from '../problem';
import type { Cluster, NodeManagerPool, Spark } from '../resolve-cluster';
import { settingPath } from '../settings';
import { leastExecutorMebibytes, sessionDefaults, sparkMebibytes, sparkOverhead } from '../spark-memory';

/** What YARN allots unless it is told otherwise. */
const yarnDefaults = { least: 512, mostMemory: 8192, mostVcores: 4 };

/** Memory in mebibytes and vcores. */
interface Share {
  readonly memory: number;
  readonly vcores: number;
}

type Role = 'driver' | 'executor';

/** A driver and an executor have to find room in the NodeManagers: an application that asks for more waits for ever. */
export function checkSparkSession(cluster: Cluster): Problem[] {
  const { spark } = cluster;
  if (!spark?.head.includeLivy) return [];
  const wrong = [...numbers(cluster, spark), ...leastExecutor(cluster, spark)];
  // A NodeManager that is wrong by itself is told elsewhere.
  const sound = spark.nodeManagerPools.every((pool) => shareOf(pool).memory >= yarnDefaults.least);
  return wrong.length > 0 || !sound ? wrong : room(cluster, spark);
}

/** Settings that are numbers, in the files of the head. */
const wanted = [
  { file: 'yarn-site', property: 'yarn.scheduler.minimum-allocation-mb', allowed: 'a whole number of mebibytes' },
  { file: 'yarn-site', property: 'yarn.scheduler.maximum-allocation-mb', allowed: 'a whole number of mebibytes' },
  { file: 'yarn-site', property: 'yarn.scheduler.maximum-allocation-vcores', allowed: 'a whole number' },
  { file: 'spark-defaults-conf', property: 'spark.driver.cores', allowed: 'a whole number' },
  { file: 'spark-defaults-conf', property: 'spark.executor.cores', allowed: 'a whole number' },
  { file: 'spark-defaults-conf', property: 'spark.driver.memory', allowed: 'memory such as 1g or 1536m' },
  { file: 'spark-defaults-conf', property: 'spark.executor.memory', allowed: 'memory such as 1g or 1536m' },
  { file: 'spark-defaults-conf', property: 'spark.driver.memoryOverhead', allowed: 'memory such as 1g or 384m' },
  { file: 'spark-defaults-conf', property: 'spark.executor.memoryOverhead', allowed: 'memory such as 1g or 384m' },
] as const;

function numbers({ environment }: Cluster, { head, nodeManagerPools }: Spark): Problem[] {
  const vcores = 'yarn.nodemanager.resource.cpu-vcores';
  return [
    ...wanted.flatMap(({ file, property, allowed }) => {
      const given = head.settings.spark[file]?.[property];
      const right = given === undefined || (allowed.startsWith('memory') ? (sparkMebibytes(given) ?? 0) > 0 : /^[1-9]\d*$/.test(given));
      return right
        ? []
        : { path: settingPath(environment, head.name, 'spark', `${file}.${property}`)!, given: show(given), allowed, fix: 'correct it' };
    }),
    ...nodeManagerPools.flatMap(({ name, settings }) => {
      const given = settings.spark['yarn-site']?.[vcores];
      return given === undefined || /^[1-9]\d*$/.test(given)
        ? []
        : {
            path: settingPath(environment, name, 'spark', `yarn-site.${vcores}`)!,
            given: show(given),
            allowed: 'a whole number from 1',
            fix: 'correct it',
          };
    }),
  ];
}

function leastExecutor({ environment }: Cluster, { head }: Spark): Problem[] {
  const given = head.settings.spark['spark-defaults-conf']?.['spark.executor.memory'];
  if (given === undefined || (sparkMebibytes(given) ?? leastExecutorMebibytes) >= leastExecutorMebibytes) return [];
  return [
    {
      path: settingPath(environment, head.name, 'spark', 'spark-defaults-conf.spark.executor.memory')!,
      given: show(given),
      allowed: `at least ${leastExecutorMebibytes}m: Spark refuses less`,
      fix: 'raise it',
    },
  ];
}

function room(cluster: Cluster, spark: Spark): Problem[] {
  const { head, nodeManagerPools } = spark;
  const yarn = head.settings.spark['yarn-site'];
  const most: Share = {
    memory: Number(yarn?.['yarn.scheduler.maximum-allocation-mb'] ?? yarnDefaults.mostMemory),
    vcores: Number(yarn?.['yarn.scheduler.maximum-allocation-vcores'] ?? yarnDefaults.mostVcores),
  };
  const shares = nodeManagerPools.flatMap((pool) => Array.from({ length: Math.min(pool.replicas, 2) }, () => shareOf(pool)));
  const [driver, executor] = [container(spark, 'driver'), container(spark, 'executor')];
  const tooLarge = (['driver', 'executor'] as const).flatMap((role) => {
    const needed = role === 'driver' ? driver : executor;
    if (!fits(needed, most)) return [problem(cluster, role, needed, `one container of YARN (${text(most)})`, mostFix)];
    return shares.some((share) => fits(needed, share))
      ? []
      : [problem(cluster, role, needed, `a NodeManager (${text(shares.toSorted((a, b) => b.memory - a.memory)[0]!)})`, nodeFix(spark))];
  });
  if (tooLarge.length > 0) return tooLarge;
  const together = shares.some((share, index) => {
    if (!fits(driver, share)) return false;
    const left = { memory: share.memory - driver.memory, vcores: share.vcores - driver.vcores };
    return fits(executor, left) || shares.some((other, place) => place !== index && fits(executor, other));
  });
  return together ? [] : [problem(cluster, 'executor', executor, 'the NodeManagers beside a driver of its application', nodeFix(spark))];
}

const mostFix = 'lower it, or raise yarn-site.yarn.scheduler.maximum-allocation-mb and -vcores';

function nodeFix({ nodeManagerPools }: Spark): string {
  return `lower it, or give the NodeManagers of ${nodeManagerPools.map(({ name }) => name).join(' or ')} more memory, CPU or replicas`;
}

/** What a NodeManager shares out. */
function shareOf(pool: NodeManagerPool): Share {
  const given = pool.settings.spark['yarn-site']?.['yarn.nodemanager.resource.memory-mb'];
  const vcores = pool.settings.spark['yarn-site']?.['yarn.nodemanager.resource.cpu-vcores'];
  return { memory: given === undefined ? nodeManagerShare(pool) : Number(given), vcores: Number(vcores ?? nodeManagerVcores(pool)) };
}

/** The container of a driver or an executor, as large as YARN makes it. */
function container({ head }: Spark, role: Role): Share {
  const settings: Readonly<Record<string, string>> = { ...sessionDefaults, ...head.settings.spark['spark-defaults-conf'] };
  const least = Number(head.settings.spark['yarn-site']?.['yarn.scheduler.minimum-allocation-mb'] ?? yarnDefaults.least);
  const heap = sparkMebibytes(settings[`spark.${role}.memory`]!)!;
  const overhead = settings[`spark.${role}.memoryOverhead`];
  const memory = heap + (overhead === undefined ? sparkOverhead(heap) : sparkMebibytes(overhead)!);
  // YARN gives out multiples of the least allotment.
  return { memory: Math.ceil(memory / least) * least, vcores: Number(settings[`spark.${role}.cores`]) };
}

function fits(needed: Share, share: Share): boolean {
  return needed.memory <= share.memory && needed.vcores <= share.vcores;
}

function text({ memory, vcores }: Share): string {
  return `${memory} MiB, ${vcores} vcores`;
}

/** Told at the setting, or at the memory of the NodeManagers if nothing was set. */
function problem({ environment, spark }: Cluster, role: Role, needed: Share, into: string, fix: string): Problem {
  const { head, nodeManagerPools } = spark!;
  const settings = head.settings.spark['spark-defaults-conf'] ?? {};
  const properties = [`spark.${role}.memory`, `spark.${role}.memoryOverhead`, `spark.${role}.cores`];
  const set = properties.find((property) => Object.hasOwn(settings, property));
  const pool = nodeManagerPools[0]!;
  return {
    path: set
      ? settingPath(environment, head.name, 'spark', `spark-defaults-conf.${set}`)!
      : fieldPath(['resources', pool.name, pool.name.startsWith('spark') ? 'memory' : 'sparkMemory']),
    given: show(set ? settings[set] : pool.sparkMemory),
    allowed: `what lets the ${role} of an application (${text(needed)} with its overhead) fit ${into}`,
    fix,
  };
}
