import { nodeManagerHeap, nodeManagerLimit, nodeManagerShare } from '../node-manager-share';
import { type Problem, fieldPath, show } from '../problem';
import type { Cluster, NodeManagerPool } from '../resolve-cluster';
import { toMebibytes } from '../schema/quantities';
import { settingPath } from '../settings';

const setting = 'yarn-site.yarn.nodemanager.resource.memory-mb';

/** Smallest container of an application that YARN gives out by default. */
const leastContainerMebibytes = 512;

/** What a NodeManager shares out has to fit its memory: an application that takes more ends all others of the pod with it. */
export function checkNodeManager({ environment, spark }: Cluster): Problem[] {
  return (spark?.nodeManagerPools ?? []).flatMap((pool) => {
    const given = pool.settings.spark['yarn-site']?.['yarn.nodemanager.resource.memory-mb'];
    if (given === undefined) return nodeManagerShare(pool) >= leastContainerMebibytes ? [] : [tooSmall(pool)];
    const fits = /^\d+$/.test(given) && nodeManagerLimit(pool, Number(given)) <= toMebibytes(pool.sparkMemory);
    return fits
      ? []
      : {
          path: settingPath(environment, pool.name, 'spark', setting)!,
          given: show(given),
          allowed: `a whole number up to ${nodeManagerShare(pool)}: with ${nodeManagerHeap(pool)} MiB of its own heap and a tenth on top it has to fit ${pool.sparkMemory}`,
          fix: `lower it, or raise the memory of the NodeManagers in ${pool.name}`,
        };
  });
}

function tooSmall(pool: NodeManagerPool): Problem {
  const field = pool.name.startsWith('spark') ? 'memory' : 'sparkMemory';
  return {
    path: fieldPath(['resources', pool.name, field]),
    given: show(pool.sparkMemory),
    allowed: `at least ${nodeManagerLimit(pool, leastContainerMebibytes)}Mi: one container of ${leastContainerMebibytes} MiB besides the NodeManager`,
    fix: 'raise it',
  };
}
