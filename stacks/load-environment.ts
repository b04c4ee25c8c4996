import { readFileSync } from 'node:fs';
import { Module, createRequire } from 'node:module';
import { extname, resolve } from 'node:path';
import * as cdk8s from 'cdk8s';
import * as constructs from 'constructs';
import { LineCounter, parseDocument } from 'yaml';
import * as environmentsModule from '../environments';
import { environments } from '../environments';
import { type Problem, ProblemsError, nearest, show } from '../environments/problem';
import * as index from '../index';
import type { Extension } from './big-data-cluster';

/** An environment as it was written, not looked at yet. */
export interface LoadedEnvironment {
  readonly input: unknown;
  readonly extend?: Extension;
}

const programs = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];
const documents = ['.json', '.yaml', '.yml'];

/**
 * The built-in environment of that name, or what stands in a file of that name.
 *
 * A program's default export is the environment; `extend`, if it exports that, adds to the tree.
 *
 * @throws ProblemsError
 */
export async function loadEnvironment(nameOrFile: string): Promise<LoadedEnvironment> {
  const extension = extname(nameOrFile);
  if (programs.includes(extension)) return loadProgram(nameOrFile);
  if (documents.includes(extension)) return { input: loadDocument(nameOrFile) };

  if (Object.hasOwn(environments, nameOrFile)) return { input: environments[nameOrFile] };
  const names = Object.keys(environments);
  const meant = nearest(nameOrFile, names);
  throw unusable(
    nameOrFile,
    show(nameOrFile),
    `${names.join(', ')}, or a file (${[...programs, ...documents].join(', ')})`,
    meant ? `use ${meant}` : 'choose one of them',
  );
}

async function loadProgram(file: string): Promise<LoadedEnvironment> {
  readText(file);
  try {
    const { createJiti } = await import('jiti');
    shareModules(resolve(file));
    const exported = await createJiti(__filename, { moduleCache: false }).import<Record<string, unknown>>(resolve(file));
    const { default: input, extend } = exported;
    if (extend !== undefined && typeof extend !== 'function') {
      throw unusable(`${file}: extend`, typeof extend, 'a function (bigDataCluster) => void', 'export a function, or nothing, as extend');
    }
    return { input, extend: extend as Extension | undefined };
  } catch (error) {
    if (error instanceof ProblemsError) throw error;
    throw unusable(file, error instanceof Error ? error.message : String(error), 'a program that can be loaded', 'correct the program');
  }
}

/** Lets `program` meet the classes that run already: those of bdc are one file, and nothing in it a module of its own. */
function shareModules(program: string): void {
  const { resolve: find } = createRequire(program);
  const modules = { cdk8s, constructs, 'big-data-cluster': index, 'big-data-cluster/environments': environmentsModule };
  for (const [name, exports] of Object.entries(modules)) {
    let file;
    try {
      file = find(name);
    } catch {
      continue; // Nor will the program find it.
    }
    require.cache[file] ??= Object.assign(new Module(file), { filename: file, exports, loaded: true });
  }
}

/**
 * What stands in a YAML or JSON file.
 *
 * @throws ProblemsError
 */
export function loadDocument(file: string): unknown {
  const text = readText(file);
  return (extname(file) === '.json' ? sureJson(text) : undefined) ?? parsed(file, text);
}

/** JSON that is right and has no key twice, by the parser of the engine, which takes a tenth of the time and does not say where something is wrong. */
function sureJson(text: string): unknown {
  let keys = 0;
  const count = function (this: unknown, _: string, value: unknown) {
    if (!Array.isArray(this)) keys++;
    return value;
  };
  try {
    const value: unknown = JSON.parse(text, count);
    const colons = text.replace(/"(?:[^"\\]|\\.)*"/g, '').split(':').length - 1;
    // The document itself counts as a field.
    return keys === colons + 1 ? value : undefined;
  } catch {
    return undefined;
  }
}

function parsed(file: string, text: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    schema: extname(file) === '.json' ? 'json' : 'core',
  });
  if (document.errors.length > 0) {
    throw new ProblemsError(
      document.errors.map(({ message, pos }) => {
        const { line, col } = lines.linePos(pos[0]);
        return { path: `${file}:${line}:${col}`, given: message, allowed: 'valid YAML or JSON', fix: 'correct the syntax there' };
      }),
    );
  }
  try {
    return document.toJS();
  } catch (error) {
    throw unusable(file, String(error), 'aliases of anchors that stand before them, and not very many', 'write the values out');
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unusable(file, (error as NodeJS.ErrnoException).code ?? String(error), 'a file that can be read', 'correct the path');
  }
}

function unusable(path: string, given: string, allowed: string, fix: string): ProblemsError {
  return new ProblemsError([{ path, given, allowed, fix } satisfies Problem]);
}
