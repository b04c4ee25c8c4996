import { type Problem, show } from '../problem';
import type { Cluster } from '../resolve-cluster';
import { settingPath } from '../settings';

/** HDFS never completes a file whose blocks need more copies than there are DataNodes. */
export function checkReplication({ environment, nameNode, storagePool }: Cluster): Problem[] {
  return ([nameNode, storagePool] as const).flatMap(({ name, settings }) => {
    const given = settings['hdfs-site']?.['dfs.replication'];
    if (given === undefined || (/^\d+$/.test(given) && Number(given) >= 1 && Number(given) <= storagePool.replicas)) return [];
    return {
      path: settingPath(environment, name as keyof typeof environment.resources, 'hdfs-site.dfs.replication')!,
      given: show(given),
      allowed: `a whole number from 1 to ${storagePool.replicas}, the replicas of storage-0`,
      fix: 'lower it, or raise resources.storage-0.replicas',
    };
  });
}
