import { nodeManagerShare, nodeManagerVcores } from '../node-manager-share';
import { type Problem, fieldPath, show } from '../problem';
import type { Cluster, NodeManagerPool, Resource, Spark } from '../resolve-cluster';
import type { FileAlias } from '../schema/settings';
import { settingPath, splitSetting } from '../settings';
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

/** How a setting is read, and what may stand in it. */
interface Kind {
  readonly read: (text: string) => number | undefined;
  readonly allowed: string;
}

const count: Kind = { read: (text) => (/^\d+$/.test(text) ? Number(text) : undefined), allowed: 'a whole number from 1' };
const memory: Kind = { read: sparkMebibytes, allowed: 'memory such as 1g or 1536m' };

/** Settings that the room is measured by. */
const ofHead: Readonly<Record<`${FileAlias}.${string}`, Kind>> = {
  'yarn-site.yarn.scheduler.minimum-allocation-mb': count,
  'yarn-site.yarn.scheduler.maximum-allocation-mb': count,
  'yarn-site.yarn.scheduler.maximum-allocation-vcores': count,
  'spark-defaults-conf.spark.driver.cores': count,
  'spark-defaults-conf.spark.executor.cores': count,
  'spark-defaults-conf.spark.driver.memory': memory,
  'spark-defaults-conf.spark.executor.memory': memory,
  'spark-defaults-conf.spark.driver.memoryOverhead': memory,
  'spark-defaults-conf.spark.executor.memoryOverhead': memory,
};
const ofNodeManager = { 'yarn-site.yarn.nodemanager.resource.cpu-vcores': count };

function numbers({ environment }: Cluster, { head, nodeManagerPools }: Spark): Problem[] {
  const wrong = ({ name, settings }: Resource, kinds: Readonly<Record<string, Kind>>) =>
    Object.entries(kinds).flatMap(([setting, { read, allowed }]) => {
      const { file, property } = splitSetting(setting);
      const given = settings.spark[file]?.[property];
      return given === undefined || (read(given) ?? 0) > 0
        ? []
        : { path: settingPath(environment, name, 'spark', setting)!, given: show(given), allowed, fix: 'correct it' };
    });
  return [...wrong(head, ofHead), ...nodeManagerPools.flatMap((pool) => wrong(pool, ofNodeManager))];
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
  // Of pods that are all alike two tell as much as all of them.
  const shares = nodeManagerPools.flatMap((pool) => Array.from({ length: Math.min(pool.replicas, 2) }, () => shareOf(pool)));
  const containers = { driver: container(spark, 'driver'), executor: container(spark, 'executor') };
  const tooLarge = (['driver', 'executor'] as const).flatMap((role) => {
    const needed = containers[role];
    if (!fits(needed, most)) return problem(cluster, role, needed, { into: 'one container of YARN', share: most, isYarns: true });
    if (shares.some((share) => fits(needed, share))) return [];
    const share = shares.toSorted((x, y) => y.memory - x.memory)[0]!;
    return problem(cluster, role, needed, { into: 'a NodeManager', share });
  });
  if (tooLarge.length > 0 || fitTogether(containers, shares)) return tooLarge;
  const ofMemory = { driver: { ...containers.driver, vcores: 0 }, executor: { ...containers.executor, vcores: 0 } };
  const left = shares.map((share) => rest(share, containers.driver)).toSorted((x, y) => y.memory - x.memory)[0]!;
  const share = fitTogether(ofMemory, shares) ? { ...left, memory: containers.executor.memory } : left;
  return [problem(cluster, 'executor', containers.executor, { into: 'the NodeManagers beside a driver of its application', share })];
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
  const asked = heap + (overhead === undefined ? sparkOverhead(heap) : sparkMebibytes(overhead)!);
  // YARN gives out multiples of the least allotment.
  return { memory: Math.ceil(asked / least) * least, vcores: Number(settings[`spark.${role}.cores`]) };
}

function fits(needed: Share, share: Share): boolean {
  return needed.memory <= share.memory && needed.vcores <= share.vcores;
}

function rest(share: Share, taken: Share): Share {
  return { memory: share.memory - taken.memory, vcores: share.vcores - taken.vcores };
}

/** Whether there is a NodeManager for the driver, and room for the executor in what is left of it or in another one. */
function fitTogether({ driver, executor }: Readonly<Record<Role, Share>>, shares: readonly Share[]): boolean {
  return shares.some(
    (share, index) => fits(driver, share) && shares.some((other, place) => fits(executor, place === index ? rest(other, driver) : other)),
  );
}

/** What a container does not fit. */
interface Limit {
  readonly into: string;
  readonly share: Share;

  /** Whether it is YARN's own limit, and not that of a NodeManager. */
  readonly isYarns?: boolean;
}

/** Told at the setting that is too large, or at the limit if nothing was set. */
function problem({ environment, spark }: Cluster, role: Role, needed: Share, { into, share, isYarns = false }: Limit): Problem {
  const { head, nodeManagerPools } = spark!;
  const lacksMemory = needed.memory > share.memory;
  const { [lacksMemory ? 'memory' : 'vcores']: amount } = needed;
  const names = lacksMemory ? [`spark.${role}.memory`, `spark.${role}.memoryOverhead`] : [`spark.${role}.cores`];
  const ofYarn = `yarn-site.yarn.scheduler.maximum-allocation-${lacksMemory ? 'mb' : 'vcores'}`;
  const set = [...names.map((name) => `spark-defaults-conf.${name}`), ...(isYarns ? [ofYarn] : [])].find((name) =>
    settingPath(environment, head.name, 'spark', name),
  );
  const pool = nodeManagerPools[0]!;
  const ownField = pool.name.startsWith('spark') ? (lacksMemory ? 'memory' : 'cpu') : lacksMemory ? 'sparkMemory' : 'sparkCpu';
  const { file, property } = splitSetting(set ?? ofYarn);
  return {
    path: set ? settingPath(environment, head.name, 'spark', set)! : fieldPath(['resources', pool.name, ownField]),
    given: show(set ? head.settings.spark[file]?.[property] : lacksMemory ? pool.sparkMemory : pool.sparkCpu),
    allowed: `what lets the ${role} of an application fit ${into}: it takes ${amount} ${lacksMemory ? 'MiB with its overhead' : 'vcores'}, and there are ${lacksMemory ? share.memory : share.vcores}`,
    fix: isYarns
      ? `let the ${role} take less, or raise ${ofYarn}`
      : `let the ${role} take less, or give the NodeManagers of ${nodeManagerPools.map(({ name }) => name).join(' or ')} more ${lacksMemory ? 'memory' : 'CPU'}, or more replicas`,
  };
}
