import { fieldPath } from '../../environments/problem';
import type { Manifest } from '../../constructs/workload/manifest';
import type { RenderedLayer } from '../big-data-cluster';

/** An object that is only in one of two renders, or not the same in both. */
export interface Difference {
  readonly change: 'added' | 'removed' | 'changed';
  readonly layer: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;

  /** Fields that differ; none of an object that is only in one of both. */
  readonly fields: readonly FieldDifference[];
}

/** A field with its values in both renders; a value is left out where the field is not there. */
export interface FieldDifference {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

interface Located {
  readonly layer: string;
  readonly manifest: Manifest;
}

/** What is different in `after`: changed and removed objects in the order of `before`, then those that were added. */
export function compareLayers(before: readonly RenderedLayer[], after: readonly RenderedLayer[]): Difference[] {
  const [old, fresh] = [byIdentity(before), byIdentity(after)];
  return [
    ...[...old].flatMap(([identity, located]): Difference[] => {
      const now = fresh.get(identity);
      if (!now) return [difference('removed', located)];
      const fields = [
        ...(now.layer === located.layer ? [] : [{ path: '(layer)', before: located.layer, after: now.layer }]),
        ...compareValues([], located.manifest, now.manifest),
      ];
      return fields.length > 0 ? [difference('changed', now, fields)] : [];
    }),
    ...[...fresh].filter(([identity]) => !old.has(identity)).map(([, located]) => difference('added', located)),
  ];
}

function difference(change: Difference['change'], { layer, manifest }: Located, fields: FieldDifference[] = []): Difference {
  const { apiVersion, kind, metadata } = manifest;
  return { change, layer, apiVersion, kind, name: metadata.name, fields };
}

function byIdentity(layers: readonly RenderedLayer[]): Map<string, Located> {
  return new Map(
    layers.flatMap(({ name: layer, manifests }) =>
      manifests.map((manifest) => {
        const { apiVersion, kind, metadata } = manifest;
        return [[apiVersion, kind, metadata.namespace, metadata.name].join('/'), { layer, manifest }];
      }),
    ),
  );
}

function compareValues(path: readonly PropertyKey[], before: unknown, after: unknown): FieldDifference[] {
  const [old, fresh] = [entriesOf(before), entriesOf(after)];
  if (old && fresh && old.named === fresh.named) {
    const keys = [...new Set([...old.entries.keys(), ...fresh.entries.keys()])];
    return keys.flatMap((key) => compareValues([...path, key], old.entries.get(key), fresh.entries.get(key)));
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ path: fieldPath(path), ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}

/** Parts of a map by key, of a list of named things by name, of another list by place; nothing if `value` has no parts. */
function entriesOf(value: unknown): { named: boolean; entries: Map<PropertyKey, unknown> } | undefined {
  if (Array.isArray(value)) {
    const names = value.map((item: unknown) => (typeof item === 'object' && item !== null ? (item as { name?: unknown }).name : undefined));
    const named = names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
    return { named, entries: new Map(value.map((item: unknown, index) => [named ? (names[index] as string) : index, item])) };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  return { named: true, entries: new Map(Object.entries(value)) };
}
