import { type Problem, fieldPath, nearest, show } from '../problem';
import type { Cluster } from '../resolve-cluster';
import { secretsOf } from '../secrets';

/** A source is for a Secret that somebody reads: a name with a slip of the pen would leave the Secret to be generated. */
export function checkSecretSources(cluster: Cluster): Problem[] {
  // What is missing is told by others; until it is there, nobody knows the Secrets.
  if (cluster.environment.sql && !cluster.sql) return [];
  const known = secretsOf(cluster).map(({ id }) => id);
  return Object.entries(cluster.environment.secrets)
    .filter(([id]) => !known.includes(id))
    .map(([id, source]) => {
      const meant = nearest(id, known);
      return {
        path: fieldPath(['secrets', id]),
        given: show(source),
        allowed: known.length > 0 ? `one of ${known.join(', ')}` : 'none: no part of the cluster reads Secrets',
        fix: meant ? `rename it to ${meant}` : 'remove it',
      };
    });
}
