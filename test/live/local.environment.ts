import type { BigDataCluster, EnvironmentInput } from 'big-data-cluster';
import { local } from 'big-data-cluster/environments';
import { addClient, images } from './client';

/** The built-in environment `local` under a name of its own, so that a test never touches somebody's cluster. */
export default { ...local, name: 'live', images } satisfies EnvironmentInput;

/** A client that may use WebHDFS, and no other port of the same pods. */
export function extend(bigDataCluster: BigDataCluster): void {
  addClient(bigDataCluster, [
    { workload: 'nmnode-0', ports: ['nn-http'] },
    { workload: 'storage-0', ports: ['dn-http'] },
  ]);
}
