import { Workload, type BigDataCluster, type Flow, type Process } from 'big-data-cluster';

/** Adds a pod with curl that may call what `connectsTo` declares, and nothing else. */
export function addClient(
  { cluster, layer }: BigDataCluster,
  connectsTo: readonly Flow[],
  { image = cluster.images.hadoop, memory = '64Mi' }: Partial<Pick<Process, 'image' | 'memory'>> = {},
): void {
  new Workload(layer('edge'), 'client', {
    cluster,
    kind: 'Deployment',
    replicas: 1,
    processes: [
      {
        name: 'client',
        image,
        args: ['sleep', 'infinity'],
        cpu: '10m',
        memory,
        graceSeconds: 1,
        writableDirectories: ['/tmp'],
        connectsTo,
      },
    ],
  });
}

/** Where the nodes find the images: loaded onto the local node, or pushed to a registry. */
export const images = { repository: process.env.IMAGES_REPOSITORY ?? 'localhost/big-data-cluster' };
