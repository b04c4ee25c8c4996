import type { Manifest } from '../../constructs/workload/manifest';
import { runtimeLabelsAnnotation } from '../../constructs/workload/pod-template';
import { groupBy } from '../../environments/group-by';
import { type Problem, show } from '../../environments/problem';
import type { RenderedLayer } from '../big-data-cluster';

/** Looks at all rendered objects and tells what is wrong with them. */
export type Rule = (layers: readonly RenderedLayer[]) => Problem[];

/** All objects, layer by layer. */
export function allManifests(layers: readonly RenderedLayer[]): Manifest[] {
  return layers.flatMap(({ manifests }) => manifests);
}

/** Objects that make pods. */
export function podMakers(layers: readonly RenderedLayer[]): Manifest[] {
  return allManifests(layers).filter(({ spec }) => spec?.template?.spec?.containers);
}

/** Containers of a pod, those that prepare it included. */
export function containersOf({ spec }: Manifest): any[] {
  const pod = spec.template.spec;
  return [...(pod.initContainers ?? []), ...pod.containers];
}

/** Place of an object in problems: `StatefulSet nmnode-0`, with a field behind it. */
export function place({ kind, metadata }: Manifest, field: string): string {
  return `${kind} ${metadata.name}: ${field}`;
}

/** A problem of `field` of `manifest`. */
export function problem(manifest: Manifest, field: string, given: unknown, allowed: string, fix: string): Problem {
  return { path: place(manifest, field), given: show(given), allowed, fix };
}

/** Whether all of `wanted` are among `labels`. */
export function selects(wanted: Readonly<Record<string, string>> = {}, labels: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

/**
 * Finds among `makers` those whose pods have the wanted labels, or may set them on themselves.
 *
 * It looks at those alone that have the rarest of the labels: every workload is selected by many objects.
 */
export function podFinder(makers: readonly Manifest[]): (wanted?: Readonly<Record<string, string>>) => readonly Manifest[] {
  const [dynamic, fixed] = [true, false].map((own) => makers.filter((maker) => runtimeLabels(maker).length > 0 === own));
  const labelled = fixed!.flatMap((maker) =>
    Object.entries(maker.spec.template.metadata?.labels ?? {}).map(([key, value]) => ({ maker, label: `${key}=${value as string}` })),
  );
  const byLabel = groupBy(labelled, ({ label }) => label);
  return (wanted = {}) => {
    const found = Object.entries(wanted).map(([key, value]) => byLabel.get(`${key}=${value}`) ?? []);
    const rarest = found.reduce((few, others) => (others.length < few.length ? others : few), found[0] ?? []);
    const candidates = found.length > 0 ? [...rarest.map(({ maker }) => maker), ...dynamic!] : makers;
    return candidates.filter((maker) => selectsPodsOf(maker, wanted));
  };
}

/** Whether pods of `maker` have `wanted` among their labels, or may set them on themselves. */
function selectsPodsOf(maker: Manifest, wanted: Readonly<Record<string, string>> = {}): boolean {
  const own = runtimeLabels(maker);
  const { labels } = maker.spec.template.metadata ?? {};
  return own.length === 0
    ? selects(wanted, labels)
    : selects(Object.fromEntries(Object.entries(wanted).filter(([key]) => !own.includes(key))), labels);
}

/** Labels that pods of `maker` set on themselves. */
function runtimeLabels({ spec }: Manifest): readonly string[] {
  const names = spec.template.metadata?.annotations?.[runtimeLabelsAnnotation] as string | undefined;
  return names ? names.split(',') : [];
}
