import { environments } from '..';
import { checkCluster } from '../checks';
import { type Problem, distinct, fieldPath } from '../problem';
import { resolveCluster } from '../resolve-cluster';
import { type EnvironmentInput, environment as schema } from '../schema/environment';
import { parseEnvironment } from '../schema/parse';
import { translateAdditions } from './additions';
import { checkDocuments, kindOf } from './documents';
import { checkEndpointNames, translateEndpoints } from './endpoints';
import { type Draft, type Finding, type Translator, setField } from './finding';
import { translateIdentity } from './identity';
import { translateImages } from './images';
import { canonicalLeaves, isFirstLayout } from './layouts';
import { applyPatches } from './patch';
import { translatePlacement } from './placement';
import { type Entry, type Path, type Profile, type SourceDocument, isEmpty, leavesOf, mergeLeaves, placeIn, startsWith } from './profile';
import { type Resemblance, resemblanceOf } from './resemblance';
import { checkResources, translateResources } from './resources';
import { checkDomain, translateSecurity } from './security';
import { translateSettings } from './settings';
import { translateSizes } from './sizes';
import { translateStorage } from './storage';

/** A profile of azdata as an environment, with what became of every value of it. */
export interface Imported {
  /** Files that it came from. */
  readonly files: readonly string[];

  readonly environment: EnvironmentInput;
  readonly findings: readonly Finding[];

  /** The built-in environment that gave what the profile does not say. */
  readonly base: Resemblance;

  readonly profile: Profile;
}

export interface ImportOptions {
  /**
   * Files of patches, in the order in which they were applied.
   *
   * @default - none
   */
  readonly patches?: readonly SourceDocument[];

  /**
   * Name of the built-in environment that gives what the profile does not say.
   *
   * @default - the one that the profile resembles most
   */
  readonly from?: string;
}

/** Later ones see what earlier ones wrote. */
const translators: readonly Translator[] = [
  translateIdentity,
  translateImages,
  translateSecurity,
  translateResources,
  translateStorage,
  translateEndpoints,
  translatePlacement,
  translateSettings,
  translateSizes,
  translateAdditions,
];

/** The environment that `documents` describe, or all that is wrong with them at once. */
export function importProfile(documents: readonly SourceDocument[], options: ImportOptions = {}): Imported | { problems: Problem[] } {
  const { patches = [], from } = options;
  const { documents: patched, patched: places, problems: notPatched } = applyPatches(documents, patches);
  const problems = [...notPatched, ...checkDocuments(patched)];
  if (problems.length > 0) return { problems };

  const patchOf = (file: string, path: Path) => places.findLast((place) => place.file === file && startsWith(path, place.path))?.by;
  const { profile, problems: contradictions } = mergeLeaves(
    patched.flatMap((document) =>
      leavesOf(document.content, (path) => placeOf(document.file, path, patchOf(document.file, path))).flatMap((leaf) =>
        canonicalLeaves(leaf, document),
      ),
    ),
  );
  const pools = patched.find((document) => kindOf(document) !== 'control')!;
  const meaningless = [
    ...contradictions,
    ...checkResources(profile, pools.file, isFirstLayout(pools)),
    ...checkEndpointNames(profile),
    ...checkDomain(profile),
  ];
  if (meaningless.length > 0) return { problems: distinct(meaningless) };

  const base = from === undefined ? resemblanceOf(profile) : { name: from, why: 'as you chose' };
  const { environment, findings } = translate(profile, base.name);
  const refused = [...contradictoryFields(findings), ...problemsOf(environment, findings)];
  if (refused.length > 0) return { problems: distinct(refused) };
  return {
    files: [...documents, ...patches].map(({ file }) => file),
    environment: inOrder(environment) as EnvironmentInput,
    findings,
    base,
    profile,
  };
}

/** Fields in the order in which people read about them. */
function inOrder(environment: Draft): Draft {
  const names = Object.keys(schema.shape).filter((name) => Object.hasOwn(environment, name));
  return Object.fromEntries(names.map((name) => [name, environment[name]]));
}

function placeOf(file: string, path: Path, patch: string | undefined): string {
  return patch === undefined ? placeIn(file, path) : `${placeIn(file, path)} (of ${patch})`;
}

function translate(profile: Profile, base: string): { environment: Draft; findings: Finding[] } {
  const environment = structuredClone(environments[base]) as Draft;
  const findings: Finding[] = [];
  for (const translator of translators) {
    for (const finding of translator({ profile, environment, base })) {
      findings.push(finding);
      if (finding.to && 'value' in finding) setField(environment, finding.to, structuredClone(finding.value));
    }
  }
  return { environment, findings: [...findings, ...leftOver(profile, findings)] };
}

/** What no translator knows is told all the same. */
function leftOver(profile: Profile, findings: readonly Finding[]): Finding[] {
  const told = new Set<Entry>(findings.flatMap(({ entries }) => entries));
  return profile
    .filter((entry) => !told.has(entry))
    .map((entry) => ({
      outcome: 'no counterpart',
      entries: [entry],
      how: isEmpty(entry.value) ? 'empty: there is nothing in it' : 'not a field that the original had',
    }));
}

/** Two values of the profile for one field of the environment. */
function contradictoryFields(findings: readonly Finding[]): Problem[] {
  const writing = findings.filter((finding) => finding.to && 'value' in finding && finding.entries.length > 0);
  return writing.flatMap((finding, index) => {
    const first = writing.slice(0, index).find(({ to }) => fieldPath(to!) === fieldPath(finding.to!));
    if (!first || JSON.stringify(first.value) === JSON.stringify(finding.value)) return [];
    return [
      {
        path: finding.entries[0]!.places[0]!,
        given: JSON.stringify(finding.entries[0]!.value),
        allowed: `${JSON.stringify(first.entries[0]!.value)}, as at ${first.entries[0]!.places[0]!}: both become ${fieldPath(finding.to!)}`,
        fix: 'make them the same, or remove one',
      },
    ];
  });
}

/** What `bdc validate` would say, at the places of the profile. */
function problemsOf(environment: Draft, findings: readonly Finding[]): Problem[] {
  const parsed = parseEnvironment(environment);
  const problems = 'problems' in parsed ? parsed.problems : checkCluster(resolveCluster(parsed.environment));
  return problems
    .filter(({ severity = 'error' }) => severity === 'error')
    .map((problem) => ({ ...problem, path: sourceOf(problem.path, findings) ?? problem.path }));
}

/** Where the profile says what became the field at `path`, or the nearest field around it. */
function sourceOf(path: string, findings: readonly Finding[]): string | undefined {
  const sources = findings
    .filter(({ to, entries }) => to && entries.length > 0)
    // What is written there comes before what is only said about it.
    .toSorted((a, b) => Number('value' in b) - Number('value' in a))
    .map(({ to, entries }) => ({ field: fieldPath(to!), place: entries[0]!.places[0]! }))
    .filter(({ field }) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`));
  return sources.toSorted((a, b) => b.field.length - a.field.length)[0]?.place;
}
