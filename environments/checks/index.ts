import { type Problem, distinct } from '../problem';
import type { Cluster } from '../resolve-cluster';
import { checkApps } from './apps';
import { checkAvailabilityGroup } from './availability-group';
import { checkDatabase } from './database';
import { checkEndpoints } from './endpoints';
import { checkExternalScripts } from './external-scripts';
import { checkExternalSources } from './external-sources';
import { checkGateway } from './gateway';
import { checkHeap } from './heap';
import { checkImageDigests } from './image-digests';
import { checkMachineLearning } from './machine-learning';
import { checkMounts } from './mounts';
import { checkMssqlSettings } from './mssql-settings';
import { checkNodeManager } from './node-manager';
import { checkParts } from './parts';
import { checkProduction } from './production';
import { checkProtectedSettings } from './protected-settings';
import { checkRealm } from './realm';
import { checkReplication } from './replication';
import { checkSparkHead } from './spark-head';
import { checkSparkSession } from './spark-session';
import { checkSqlMemory } from './sql-memory';
import { checkSqlParts } from './sql-parts';
import { checkTolerations } from './tolerations';

/** What a shape cannot say: fields that are each legal and together are not. */
const checks: readonly ((cluster: Cluster) => Problem[])[] = [
  checkParts,
  checkSqlParts,
  checkProtectedSettings,
  checkMssqlSettings,
  checkReplication,
  checkHeap,
  checkNodeManager,
  checkSparkHead,
  checkSparkSession,
  checkDatabase,
  checkMachineLearning,
  checkSqlMemory,
  checkAvailabilityGroup,
  checkExternalSources,
  checkExternalScripts,
  checkEndpoints,
  checkImageDigests,
  checkProduction,
  checkTolerations,
  checkRealm,
  checkGateway,
  checkMounts,
  checkApps,
];

/** All problems of meaning at once; a setting that is wrong for several resources is told once. */
export function checkCluster(cluster: Cluster): Problem[] {
  return distinct(checks.flatMap((check) => check(cluster)));
}
