import type { Manifest } from '../constructs/workload/manifest';

const kept = new Set(['Namespace', 'PersistentVolume', 'PersistentVolumeClaim']);

/** Losing one of these loses data, or everything that is in it: nothing deletes them by itself. */
export function isKept({ kind }: Pick<Manifest, 'kind'>): boolean {
  return kept.has(kind);
}
