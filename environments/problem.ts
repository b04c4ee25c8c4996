/** Something wrong in what was given, told so that it can be mended without reading the program. */
export interface Problem {
  /** Where: the field of the environment, or the object and field of a manifest. */
  readonly path: string;

  /** What stands there, as JSON; `nothing` where the field is missing. */
  readonly given: string;

  /** What may stand there. */
  readonly allowed: string;

  /** What to do about it. */
  readonly fix: string;

  /**
   * A warning is reported and does not stop anything.
   *
   * @default error
   */
  readonly severity?: 'error' | 'warning';
}

/** Problems that stopped what was asked for; nothing was written. */
export class ProblemsError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(describe).join('\n'));
    this.name = 'ProblemsError';
  }
}

/** One paragraph of text for `problem`. */
export function describe({ severity = 'error', path, given, allowed, fix }: Problem): string {
  return `${severity}: ${path}\n  given:   ${given}\n  allowed: ${allowed}\n  fix:     ${fix}`;
}

/** `value` as it is shown in a problem: JSON, cut where it is long. */
export function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text === undefined ? String(value) : text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** Each value once, compared by content: several checks may meet at the same field. */
export function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** `names` as a path: `resources.storage-0.settings["hdfs-site.dfs.replication"]`, `tolerations[0]`. */
export function fieldPath(names: readonly PropertyKey[]): string {
  const text = names
    .map((name) =>
      typeof name === 'number' ? `[${name}]` : /^[\w-]+$/.test(String(name)) ? `.${String(name)}` : `[${JSON.stringify(String(name))}]`,
    )
    .join('')
    .replace(/^\./, '');
  return text || '(the whole document)';
}

/** The candidate that `word` was probably meant to be, if one is near enough. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .toSorted((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(2, Math.floor(word.length / 3)) ? best.candidate : undefined;
}

/** Number of single-letter changes between two words (Levenshtein). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      current[j] = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
