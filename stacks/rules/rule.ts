import type { Manifest } from '../../constructs/workload/manifest';
import { runtimeLabelsAnnotation } from '../../constructs/workload/pod-template';
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

/** Whether pods of `maker` have `wanted` among their labels, or may set them on themselves. */
export function selectsPodsOf(maker: Manifest, wanted: Readonly<Record<string, string>> = {}): boolean {
  const { annotations = {}, labels } = maker.spec.template.metadata ?? {};
  const own = ((annotations[runtimeLabelsAnnotation] ?? '') as string).split(',');
  return selects(Object.fromEntries(Object.entries(wanted).filter(([key]) => !own.includes(key))), labels);
}
