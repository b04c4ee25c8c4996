import { type Problem, distinct } from '../problem';
import type { Cluster } from '../resolve-cluster';
import { checkApps } from './apps';
import { checkAvailabilityGroup } from './availability-group';
import { checkEndpoints } from './endpoints';
import { checkExternalSources } from './external-sources';
import { checkGateway } from './gateway';
import { checkHeap } from './heap';
import { checkMounts } from './mounts';
import { checkMssqlSettings } from './mssql-settings';
import { checkNodeManager } from './node-manager';
import { checkParts } from './parts';
import { checkProtectedSettings } from './protected-settings';
import { checkReplication } from './replication';
import { checkSqlMemory } from './sql-memory';
import { checkSqlParts } from './sql-parts';

/** What a shape cannot say: fields that are each legal and together are not. */
const checks: readonly ((cluster: Cluster) => Problem[])[] = [
  checkParts,
  checkSqlParts,
  checkProtectedSettings,
  checkMssqlSettings,
  checkReplication,
  checkHeap,
  checkNodeManager,
  checkSqlMemory,
  checkAvailabilityGroup,
  checkExternalSources,
  checkEndpoints,
  checkGateway,
  checkMounts,
  checkApps,
];

/** All problems of meaning at once; a setting that is wrong for several resources is told once. */
export function checkCluster(cluster: Cluster): Problem[] {
  return distinct(checks.flatMap((check) => check(cluster)));
}
