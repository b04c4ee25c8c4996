import type { Manifest } from '../../constructs/workload/manifest';
import { runtimeLabelsAnnotation } from '../../constructs/workload/pod-template';
import { groupBy } from '../../environments/group-by';
import { type Problem, show } from '../../environments/problem';
import type { RenderedLayer } from '../big-data-cluster';

/** Looks at all rendered objects and tells what is wrong with them. */
export type Rule = (layers: readonly RenderedLayer[]) => Problem[];

/** All objects, layer by layer. */
export const allManifests = once((layers) => layers.flatMap(({ manifests }) => manifests));

const byKind = once((layers) => groupBy(allManifests(layers), ({ kind }) => kind));

/** All objects of a kind. */
export function ofKind(layers: readonly RenderedLayer[], kind: string): readonly Manifest[] {
  return byKind(layers).get(kind) ?? [];
}

/** Objects that make pods. */
export const podMakers = once((layers) => allManifests(layers).filter(({ spec }) => spec?.template?.spec?.containers));

/** What `answer` says of the same objects is found out once, though many rules ask for it. */
function once<Answer>(answer: (layers: readonly RenderedLayer[]) => Answer): typeof answer {
  const known = new WeakMap<readonly RenderedLayer[], Answer>();
  return (layers) => {
    const found = known.get(layers) ?? answer(layers);
    known.set(layers, found);
    return found;
  };
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

type Labels = Readonly<Record<string, string>>;

/** Whether all of `wanted` are among `labels`. */
export function selects(wanted: Labels = {}, labels: Labels = {}): boolean {
  return Object.keys(wanted).every((key) => labels[key] === wanted[key]);
}

/**
 * Finds those objects whose pods have the wanted labels, or may set them on themselves.
 *
 * It looks at those alone that have the rarest of the labels: every workload is selected by many objects.
 */
export const podFinder = once((layers) => {
  const makers = podMakers(layers).map((maker) => {
    const labels: Labels = maker.spec.template.metadata?.labels ?? {};
    return { maker, labels, own: runtimeLabels(maker) };
  });
  const dynamic = makers.filter(({ own }) => own.length > 0);
  const byLabel = new Map<string, Map<string, typeof makers>>();
  for (const candidate of makers.filter(({ own }) => own.length === 0)) {
    for (const [key, value] of Object.entries(candidate.labels)) {
      const byValue = byLabel.get(key) ?? new Map<string, typeof makers>();
      byLabel.set(key, byValue);
      const same = byValue.get(value);
      if (same) same.push(candidate);
      else byValue.set(value, [candidate]);
    }
  }
  return (wanted: Labels = {}): Manifest[] => {
    const keys = Object.keys(wanted);
    let rarest: typeof makers | undefined;
    for (const key of keys) {
      const having = byLabel.get(key)?.get(wanted[key]!) ?? [];
      if (!rarest || having.length < rarest.length) rarest = having;
    }
    return (rarest ? rarest.concat(dynamic) : makers)
      .filter(({ labels, own }) => keys.every((key) => labels[key] === wanted[key] || own.includes(key)))
      .map(({ maker }) => maker);
  };
});

/** Labels that pods of `maker` set on themselves. */
function runtimeLabels({ spec }: Manifest): readonly string[] {
  const names = spec.template.metadata?.annotations?.[runtimeLabelsAnnotation] as string | undefined;
  return names ? names.split(',') : [];
}
