import { type Problem, distinct } from '../problem';
import type { Cluster } from '../resolve-cluster';
import { checkEndpoints } from './endpoints';
import { checkHeap } from './heap';
import { checkNodeManager } from './node-manager';
import { checkParts } from './parts';
import { checkProtectedSettings } from './protected-settings';
import { checkReplication } from './replication';

/** What a shape cannot say: fields that are each legal and together are not. */
const checks: readonly ((cluster: Cluster) => Problem[])[] = [
  checkParts,
  checkProtectedSettings,
  checkReplication,
  checkHeap,
  checkNodeManager,
  checkEndpoints,
];

/** All problems of meaning at once; a setting that is wrong for several resources is told once. */
export function checkCluster(cluster: Cluster): Problem[] {
  return distinct(checks.flatMap((check) => check(cluster)));
}
