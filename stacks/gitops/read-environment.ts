import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Manifest } from '../../constructs/workload/manifest';
import { type Problem, ProblemsError } from '../../environments/problem';
import type { RenderedLayer } from '../big-data-cluster';
import { layers } from '../layers';
import { mark } from './files';

/**
 * The objects that an earlier run wrote into `<directory>/<environment>`.
 *
 * @throws ProblemsError if nothing was written there, or what was written was spoiled
 */
export function readEnvironment(environment: string, directory: string): RenderedLayer[] {
  const folder = join(directory, environment);
  if (!isWritten(folder)) {
    throw new ProblemsError([
      {
        path: folder,
        given: existsSync(folder) ? 'something that bdc did not write' : 'nothing',
        allowed: 'a folder that was written by bdc synth',
        fix: `name the folder that holds ${environment}, or write it: bdc synth --out`,
      },
    ]);
  }
  const problems: Problem[] = [];
  const read = layers
    .filter((name) => existsSync(join(folder, name)))
    .map((name) => ({
      name,
      manifests: readdirSync(join(folder, name))
        .filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml')
        .flatMap((file) => readManifest(join(folder, name, file), problems)),
    }));
  if (problems.length > 0) throw new ProblemsError(problems);
  return read;
}

/** Whether an earlier run wrote `folder`. */
export function isWritten(folder: string): boolean {
  const kustomization = join(folder, 'kustomization.yaml');
  return existsSync(kustomization) && readFileSync(kustomization, 'utf8').startsWith(mark);
}

function readManifest(file: string, problems: Problem[]): Manifest[] {
  let given = 'no Kubernetes object';
  try {
    const manifest: unknown = parse(readFileSync(file, 'utf8'), { version: '1.1' });
    if (isManifest(manifest)) return [manifest];
  } catch (error) {
    given = error instanceof Error ? error.message : String(error);
  }
  problems.push({
    path: file,
    given,
    allowed: 'one Kubernetes object, as bdc synth wrote it',
    fix: 'restore the file, or write the folder again',
  });
  return [];
}

function isManifest(value: unknown): value is Manifest {
  const { apiVersion, kind, metadata } = (value ?? {}) as Partial<Manifest>;
  return typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata?.name === 'string';
}
