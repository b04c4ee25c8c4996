import type { Finding, Translation } from './finding';
import { entriesBelow, entryAt } from './profile';

/** Name of the cluster, and what a file says of itself. */
export function translateIdentity({ profile }: Translation): Finding[] {
  const name = entryAt(profile, 'metadata', 'name');
  const version = entryAt(profile, 'apiVersion');
  const kinds = entriesBelow(profile, 'metadata', 'kind');
  const repeated = profile.filter(
    ({ path, value }) => path.at(-1) === 'clusterName' && (path.length === 2 || path[1] === 'resources') && value === name?.value,
  );
  return [
    ...(name
      ? [{ outcome: 'taken over' as const, entries: [name, ...repeated], to: ['name'], value: name.value, how: 'also the namespace' }]
      : []),
    ...(version ? [{ outcome: 'no counterpart' as const, entries: [version], how: 'an environment has no versions of its form' }] : []),
    ...kinds.map((kind) => ({ outcome: 'no counterpart' as const, entries: [kind], how: 'an environment is one file' })),
  ];
}
