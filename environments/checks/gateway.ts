import { type Problem, show } from '../problem';
import type { Cluster } from '../resolve-cluster';

/** A gateway leads somewhere. */
export function checkGateway({ hdfs, resources }: Cluster): Problem[] {
  if (hdfs || !resources.some(({ name }) => name === 'gateway')) return [];
  return [
    {
      path: 'resources.nmnode-0',
      given: show(undefined),
      allowed: 'HDFS, which is behind the gateway',
      fix: 'add nmnode-0 and storage-0, or remove gateway',
    },
  ];
}
