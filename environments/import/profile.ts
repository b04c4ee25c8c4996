import { type Problem, fieldPath, show } from '../problem';

/** Names and positions that lead to a value. */
export type Path = readonly (string | number)[];

/** A file of a profile, or of patches, as it was read. */
export interface SourceDocument {
  readonly file: string;
  readonly content: unknown;
}

/** What stands at one place of a file: a scalar, a list of scalars, or something empty. */
export interface Leaf {
  readonly path: Path;
  readonly value: unknown;

  /** Where, for people: `control.json: spec.endpoints[0].port`. */
  readonly place: string;
}

/** A value of the profile at the path that the last releases of the original had for it. */
export interface Entry {
  readonly path: Path;
  readonly value: unknown;

  /** Where it stands; some layouts say a thing twice. */
  readonly places: readonly string[];
}

/** All that a profile says, whatever its layout. */
export type Profile = readonly Entry[];

/** What the profile says at `path`. */
export function entryAt(profile: Profile, ...path: Path): Entry | undefined {
  return profile.find((entry) => entry.path.length === path.length && startsWith(entry.path, path));
}

/** All that the profile says at `path` and below. */
export function entriesBelow(profile: Profile, ...path: Path): Entry[] {
  return profile.filter((entry) => startsWith(entry.path, path));
}

/** Names and positions that the profile has directly below `path`. */
export function namesBelow(profile: Profile, ...path: Path): (string | number)[] {
  const names = entriesBelow(profile, ...path).map((entry) => entry.path[path.length]);
  return [...new Set(names.filter((name) => name !== undefined))];
}

export function startsWith(path: Path, start: Path): boolean {
  return start.every((name, index) => path[index] === name);
}

/** Whether nothing is said: the built-in profiles had such values to be filled in. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** Every leaf of `content`, in the order of the file. */
export function leavesOf(content: unknown, placeOf: (path: Path) => string, path: Path = []): Leaf[] {
  const isList = Array.isArray(content);
  if (typeof content !== 'object' || isEmpty(content) || (isList && content.every((item) => typeof item !== 'object'))) {
    return [{ path, value: content, place: placeOf(path) }];
  }
  return Object.entries(content as object).flatMap(([name, value]) => leavesOf(value, placeOf, [...path, isList ? Number(name) : name]));
}

/** One entry for each path: of two values the one that says something; two that contradict each other are a problem. */
export function mergeLeaves(leaves: readonly Leaf[]): { profile: Profile; problems: Problem[] } {
  const found = new Map<string, Leaf[]>();
  for (const leaf of leaves) found.set(JSON.stringify(leaf.path), [...(found.get(JSON.stringify(leaf.path)) ?? []), leaf]);

  const problems: Problem[] = [];
  const profile = [...found.values()].map((same) => {
    const saying = same.filter(({ value }) => !isEmpty(value));
    const first = saying[0] ?? same[0]!;
    for (const other of saying) {
      if (JSON.stringify(other.value) === JSON.stringify(first.value)) continue;
      problems.push({
        path: other.place,
        given: show(other.value),
        allowed: `${show(first.value)}, as at ${first.place}`,
        fix: 'say it once, or twice the same',
      });
    }
    return { path: first.path, value: first.value, places: same.map(({ place }) => place) };
  });
  return { profile, problems };
}

/** `path` in `file`, for people. */
export function placeIn(file: string, path: Path): string {
  return `${file}: ${fieldPath(path)}`;
}
