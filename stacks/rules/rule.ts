import type { Manifest } from '../../constructs/workload/manifest';
import { runtimeLabelsAnnotation } from '../../constructs/workload/pod-template';
import { groupBy } from '../../environments/group-by';
import { type Problem, show } from '../../environments/problem';
import type { RenderedLayer } from '../big-data-cluster';

/** Looks at all rendered objects and tells what is wrong with them. */
export type Rule = (layers: readonly RenderedLayer[]) => Problem[];

/** All objects, layer by layer. */
export const allManifests = once((layers) => layers.flatMap(({ manifests }) => manifests));

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

/** Whether all of `wanted` are among `labels`. */
export function selects(wanted: Readonly<Record<string, string>> = {}, labels: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

/**
 * Finds those objects whose pods have the wanted labels, or may set them on themselves.
 *
 * It looks at those alone that have the rarest of the labels: every workload is selected by many objects.
 */
export const podFinder = once((layers) => {
  const makers = podMakers(layers).map((maker) => {
    const labels: Readonly<Record<string, string>> = maker.spec.template.metadata?.labels ?? {};
    return { maker, labels, own: runtimeLabels(maker) };
  });
  const dynamic = makers.filter(({ own }) => own.length > 0);
  const labelled = makers
    .filter(({ own }) => own.length === 0)
    .flatMap((candidate) => Object.entries(candidate.labels).map(([key, value]) => ({ candidate, label: `${key}=${value}` })));
  const byLabel = groupBy(labelled, ({ label }) => label);
  return (wanted: Readonly<Record<string, string>> = {}): Manifest[] => {
    const entries = Object.entries(wanted);
    const found = entries.map(([key, value]) => byLabel.get(`${key}=${value}`) ?? []);
    const rarest = found.reduce((few, others) => (others.length < few.length ? others : few), found[0] ?? []);
    const candidates = found.length > 0 ? [...rarest.map(({ candidate }) => candidate), ...dynamic] : makers;
    return candidates
      .filter(({ labels, own }) => entries.every(([key, value]) => labels[key] === value || own.includes(key)))
      .map(({ maker }) => maker);
  };
});

/** Labels that pods of `maker` set on themselves. */
function runtimeLabels({ spec }: Manifest): readonly string[] {
  const names = spec.template.metadata?.annotations?.[runtimeLabelsAnnotation] as string | undefined;
  return names ? names.split(',') : [];
}
