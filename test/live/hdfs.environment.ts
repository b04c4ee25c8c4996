import type { BigDataCluster, EnvironmentInput } from 'big-data-cluster';
import { smallest } from '../environments/smallest';
import { addClient, images } from './client';

/** HDFS alone, under a name of its own. */
export default { ...smallest, name: 'live-hdfs', images } satisfies EnvironmentInput;

/** A client that may use WebHDFS, and no other port of the same pods. */
export function extend(bigDataCluster: BigDataCluster): void {
  addClient(bigDataCluster, [
    { workload: 'nmnode-0', ports: ['nn-http'] },
    { workload: 'storage-0', ports: ['dn-http'] },
  ]);
}
