import { type Problem, show } from '../problem';
import type { Cluster } from '../resolve-cluster';
import { settingPath } from '../settings';

/** HDFS never completes a file whose blocks need more copies than there are DataNodes. */
export function checkReplication({ environment, hdfs, resources }: Cluster): Problem[] {
  if (!hdfs) return [];
  const dataNodes = hdfs.storagePools.reduce((sum, { replicas }) => sum + replicas, 0);
  return resources.flatMap(({ name, settings }) => {
    const given = settings.hdfs['hdfs-site']?.['dfs.replication'];
    if (given === undefined || (/^\d+$/.test(given) && Number(given) >= 1 && Number(given) <= dataNodes)) return [];
    return {
      path: settingPath(environment, name, 'hdfs', 'hdfs-site.dfs.replication')!,
      given: show(given),
      allowed: `a whole number from 1 to ${dataNodes}, the number of DataNodes`,
      fix: `lower it, or raise the replicas of ${hdfs.storagePools.map((pool) => pool.name).join(' or ')}`,
    };
  });
}
