import type { LiveCluster } from './cluster';
import { tryKubectl } from './kubectl';

/** Sums what the processes of a container hold: their own pages, and their share of those that they share. */
const sumOfPss = `cat /proc/[0-9]*/smaps_rollup 2>/dev/null | awk '/^Pss:/ { sum += $2 } END { print sum + 0 }'`;

/** Memory of each container, by `<pod>/<container>`: proportional set size in MiB, which sums up over containers. */
export function memoryOf(cluster: LiveCluster): Record<string, number> {
  return Object.fromEntries(
    cluster.getAll('pods').flatMap(({ metadata, spec }) =>
      spec.containers.map(({ name }: any) => {
        const { status, stdout, stderr } = tryKubectl([
          'exec',
          '-n',
          cluster.name,
          metadata.name,
          '-c',
          name,
          '--',
          'bash',
          '-c',
          sumOfPss,
        ]);
        if (status !== 0) throw new Error(`${metadata.name}/${name}: ${stderr}`);
        return [`${metadata.name}/${name}`, Number(stdout) / 1024];
      }),
    ),
  );
}
