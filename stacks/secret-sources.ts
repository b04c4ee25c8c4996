import { type Problem, fieldPath, nearest, show } from '../environments/problem';
import type { Cluster } from '../environments/resolve-cluster';
import type { ClusterSecret } from '../constructs/workload/secrets';

/** A source is for a Secret that somebody reads: a name with a slip of the pen would leave the Secret to be generated. */
export function checkSecretSources({ environment, sql }: Cluster, secrets: readonly ClusterSecret[]): Problem[] {
  // What is missing is told by others; until it is there, nobody knows the Secrets.
  if (environment.sql && !sql) return [];
  const known = secrets.map(({ id }) => id);
  return Object.entries(environment.secrets)
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
