import { type Problem, fieldPath, show } from '../problem';
import { valueAt } from '../schema/parse';
import { isRecord, kindOf } from './documents';
import { type Step, findPlaces, keysOf, parsePatchPath } from './patch-path';
import type { Path, SourceDocument } from './profile';

/** A place of a document whose content a patch gave. */
export interface Patched {
  /** The document. */
  readonly file: string;

  /** Where in it. */
  readonly path: Path;

  /** The file of the patch. */
  readonly by: string;
}

export interface PatchedDocuments {
  readonly documents: readonly SourceDocument[];
  readonly patched: readonly Patched[];
  readonly problems: readonly Problem[];
}

interface Operation {
  readonly file: string;
  readonly place: string;
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value: unknown;
}

const operations = ['add', 'replace', 'remove'] as const;

/** `documents` after all operations of `patches`, as `azdata bdc config patch` did them: one after the other. */
export function applyPatches(documents: readonly SourceDocument[], patches: readonly SourceDocument[]): PatchedDocuments {
  const result = documents.map(({ file, content }) => ({ file, content: structuredClone(content) }));
  const patched: Patched[] = [];
  const problems: Problem[] = [];
  for (const read of patches.flatMap(readOperations)) {
    if ('problem' in read) {
      problems.push(read.problem);
      continue;
    }
    const steps = parsePatchPath(read.path);
    const done = steps && documentsFor(result, steps).flatMap((document) => apply(document, read, steps));
    patched.push(...(done ?? []));
    if (!done || done.length === 0) problems.push(steps ? nowhere(read) : unreadable(read));
  }
  return { documents: result, patched, problems };
}

function readOperations({ file, content }: SourceDocument): (Operation | { problem: Problem })[] {
  const list = isRecord(content) ? content.patch : content;
  if (!Array.isArray(list)) {
    return [{ problem: { path: file, given: show(content), allowed: '{"patch": [ … ]}', fix: 'give a patch file of azdata' } }];
  }
  return list.map((item: unknown, index) => {
    const place = `${file}: ${fieldPath(['patch', index])}`;
    const { op, path, value } = isRecord(item) ? item : {};
    const known = operations.find((name) => name === op);
    if (known && typeof path === 'string' && (known === 'remove' || value !== undefined)) return { file, place, op: known, path, value };
    return {
      problem: {
        path: place,
        given: show(item),
        allowed: `op (${operations.join(', ')}), path and, except for remove, value`,
        fix: 'complete it',
      },
    };
  });
}

/** What each file is about; names stand in both. */
const controlParts = new Set(['controlPlane', 'docker', 'storage', 'endpoints', 'settings', 'security', 'clusterLabel', 'nodeLabel']);
const sharedParts = new Set(['metadata', 'apiVersion']);

function documentsFor<Document extends SourceDocument>(documents: readonly Document[], steps: readonly Step[]): readonly Document[] {
  const [first = '', second = ''] = keysOf(steps);
  if (documents.length < 2 || sharedParts.has(first)) return documents;
  const wanted = first === 'security' || controlParts.has(second) ? 'control' : 'bdc';
  return documents.filter((document) => kindOf(document) === wanted);
}

function apply(document: { file: string; content: unknown }, operation: Operation, steps: readonly Step[]): Patched[] {
  const targets = operation.op === 'add' ? newPlaces(document.content, steps) : findPlaces(document.content, steps);
  // From the end, so that what is removed does not move what is still to be removed.
  return targets.toReversed().map((path) => {
    change(document.content, path, operation);
    return { file: document.file, path, by: operation.file };
  });
}

/** Where `steps` add something: a name of a map, or a position of a list. */
function newPlaces(content: unknown, steps: readonly Step[]): Path[] {
  const last = steps.at(-1)!;
  const parents = findPlaces(content, steps.slice(0, -1));
  if (parents.length === 0) return newSetting(content, steps);
  return parents.flatMap((parent) => {
    const holder = valueAt(content, parent);
    if (Array.isArray(holder)) {
      const position = 'append' in last ? holder.length : 'key' in last && /^\d+$/.test(last.key) ? Number(last.key) : undefined;
      return position !== undefined && position <= holder.length ? [[...parent, position]] : [];
    }
    return isRecord(holder) && 'key' in last ? [[...parent, last.key]] : [];
  });
}

/** The dots in the name of a new setting lead nowhere. */
function newSetting(content: unknown, steps: readonly Step[]): Path[] {
  const start = keysOf(steps).lastIndexOf('settings') + 1;
  if (start === 0 || keysOf(steps).length < steps.length) return [];
  for (let end = Math.min(start + 1, steps.length - 1); end >= start; end--) {
    const parents = findPlaces(content, steps.slice(0, end)).filter((path) => isRecord(valueAt(content, path)));
    if (parents.length > 0) return parents.map((parent) => [...parent, keysOf(steps).slice(end).join('.')]);
  }
  return [];
}

function change(content: unknown, path: Path, { op, value }: Operation): void {
  const holder = valueAt(content, path.slice(0, -1)) as Record<string | number, unknown>;
  const name = path.at(-1)!;
  const fresh = structuredClone(value);
  if (Array.isArray(holder)) {
    holder.splice(Number(name), op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [fresh]));
  } else if (op === 'remove') {
    delete holder[name];
  } else {
    Object.defineProperty(holder, name, { value: fresh, writable: true, enumerable: true, configurable: true });
  }
}

function nowhere({ place, op, path }: Operation): Problem {
  return {
    path: `${place}.path`,
    given: show(path),
    allowed: op === 'add' ? 'a path whose last step alone is new' : 'a path that leads to something in the profile',
    fix: 'correct the path, or give the profile that the patch was written for',
  };
}

function unreadable({ place, path }: Operation): Problem {
  return {
    path: `${place}.path`,
    given: show(path),
    allowed: "spec.resources.master.spec.replicas, spec.services.spark.resources/-, $.spec.endpoints[?(@.name=='Knox')].port",
    fix: 'write it in one of these forms',
  };
}
