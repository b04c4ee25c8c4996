import { Workload, type BigDataCluster, type EnvironmentInput } from 'big-data-cluster';
import { local } from 'big-data-cluster/environments';

/** The built-in environment `local` under a name of its own, so that a test never touches somebody's cluster. */
export default {
  ...local,
  name: 'live',
  // Where the nodes find the images: loaded onto the local node, or pushed to a registry.
  images: { repository: process.env.IMAGES_REPOSITORY ?? 'localhost/big-data-cluster' },
} satisfies EnvironmentInput;

/** A client with declared flows: WebHDFS, and nothing else of the same pods. */
export function extend({ cluster, layer }: BigDataCluster): void {
  new Workload(layer('edge'), 'client', {
    cluster,
    kind: 'Deployment',
    replicas: 1,
    processes: [
      {
        name: 'client',
        image: cluster.images.hadoop,
        args: ['sleep', 'infinity'],
        cpu: '10m',
        memory: '64Mi',
        graceSeconds: 1,
        writableDirectories: ['/tmp'],
        connectsTo: [
          { workload: 'nmnode-0', ports: ['nn-http'] },
          { workload: 'storage-0', ports: ['dn-http'] },
        ],
      },
    ],
  });
}
