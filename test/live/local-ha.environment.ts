import type { BigDataCluster, EnvironmentInput } from 'big-data-cluster';
import { localHa } from 'big-data-cluster/environments';
import { addClient, images } from './client';

/** The built-in environment `local-ha` under a name and ports of its own. */
export default {
  ...localHa,
  name: 'live-ha',
  images,
  endpoints: { gateway: { port: 31643 }, controller: { port: 31680 }, mgmtproxy: { port: 31677 } },
} satisfies EnvironmentInput;

export function extend(bigDataCluster: BigDataCluster): void {
  const { spark } = bigDataCluster.cluster.images;
  addClient(
    bigDataCluster,
    [
      { workload: 'nmnode-0', ports: ['nn-rpc', 'nn-http'] },
      { workload: 'storage-0', ports: ['dn-data', 'dn-http', 's3-mlflow'] },
    ],
    // With Python for the witness of faults, and room for a client of Java.
    { image: spark, memory: '512Mi' },
  );
}
