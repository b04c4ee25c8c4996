import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ImportOptions, type Imported, importProfile } from '../../../environments/import/import-profile';
import type { SourceDocument } from '../../../environments/import/profile';
import type { Problem } from '../../../environments/problem';

/** Any JSON: tests change it as they like. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

/** Names of the built-in profiles of the original. */
export const profileNames = [
  'aks-dev-test',
  'aks-dev-test-ha',
  'kubeadm-dev-test',
  'kubeadm-prod',
  'openshift-dev-test',
  'openshift-prod',
  'aro-dev-test',
  'aro-dev-test-ha',
];

export function readJson(...path: string[]): Json {
  return JSON.parse(readFileSync(join(__dirname, ...path), 'utf8'));
}

/** The files of a built-in profile of the original, after `change`. */
export function profile(name = 'kubeadm-dev-test', change: (control: Json, bdc: Json) => void = () => undefined): SourceDocument[] {
  const control = readJson('profiles', name, 'control.json');
  const bdc = readJson('profiles', name, 'bdc.json');
  change(control, bdc);
  return [
    { file: 'control.json', content: control },
    { file: 'bdc.json', content: bdc },
  ];
}

/** A patch file of the fixtures. */
export function patch(name: string): SourceDocument {
  return { file: `${name}.json`, content: readJson('patches', `${name}.json`) };
}

/** What `documents` become; it is an error if they become nothing. */
export function imported(documents: readonly SourceDocument[], options?: ImportOptions): Imported {
  const result = importProfile(documents, options);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems, null, 2));
  return result;
}

/** What is wrong with `documents`. */
export function problemsOf(documents: readonly SourceDocument[], options?: ImportOptions): readonly Problem[] {
  const result = importProfile(documents, options);
  return 'problems' in result ? result.problems : [];
}

/** The environment of `documents`, to look at. */
export function environmentOf(documents: readonly SourceDocument[], options?: ImportOptions): Json {
  return imported(documents, options).environment;
}

/** What became of the value at `place`. */
export function becomes(result: Imported, place: string): { outcome: string; to?: string; value?: unknown; how: string }[] {
  return result.findings
    .filter(({ entries }) => entries.some(({ places }) => places.includes(place)))
    .map(({ outcome, to, value, how }) => ({ outcome, to: to?.join(' '), value, how }));
}
