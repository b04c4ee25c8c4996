import type { Finding, Translation } from './finding';
import { type Entry, entryAt, isEmpty } from './profile';
import { isRecord } from './documents';

/** Labels of nodes that the original looked for. */
const labels = { cluster: 'mssql-cluster', resource: 'mssql-resource' } as const;

/** Nodes that pods may run on: each resource has its own selector here. */
export function translatePlacement({ profile, environment }: Translation): Finding[] {
  const cluster = entryAt(profile, 'spec', 'clusterLabel');
  const forAll = entryAt(profile, 'spec', 'nodeLabel');
  const names = isRecord(environment.resources) ? Object.keys(environment.resources) : [];
  const own = (name: string) => entryAt(profile, 'spec', 'resources', name, 'spec', 'nodeLabel');
  const overruled = forAll && names.every((name) => own(name) && !isEmpty(own(name)!.value)) ? [forAll] : [];
  return [
    ...[cluster, forAll, ...names.map(own)].filter((entry) => entry !== undefined && isEmpty(entry.value)).map((entry) => nothing(entry!)),
    ...overruled.map((entry) => ({
      outcome: 'no counterpart' as const,
      entries: [entry],
      how: 'every resource has a nodeLabel of its own',
    })),
    ...names.flatMap((name) => [
      ...selector(name, labels.cluster, cluster),
      ...selector(name, labels.resource, isEmpty(own(name)?.value ?? '') ? forAll : own(name)),
    ]),
  ];
}

function selector(name: string, label: string, entry: Entry | undefined): Finding[] {
  if (entry === undefined || isEmpty(entry.value)) return [];
  return [
    {
      outcome: 'expressed differently',
      entries: [entry],
      to: ['resources', name, 'nodeSelector', label],
      value: typeof entry.value === 'object' ? entry.value : String(entry.value),
      how: 'the label of nodes that the original looked for',
    },
  ];
}

function nothing(entry: Entry): Finding {
  return { outcome: 'no counterpart', entries: [entry], how: 'empty: there is nothing in it' };
}
