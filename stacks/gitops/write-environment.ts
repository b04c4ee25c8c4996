import { existsSync, linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemsError } from '../../environments/problem';
import type { RenderedCluster } from '../render-cluster';
import { renderFiles } from './files';
import { isWritten } from './read-environment';

/**
 * Writes the files of `rendered` into `<directory>/<environment>`, in the place of what an earlier run wrote there.
 *
 * The folder is exchanged as a whole: a run that is interrupted leaves the old one or the new one. Files that did not change are taken over.
 *
 * @returns the folder
 * @throws ProblemsError if something else is in the folder
 */
export function writeEnvironment({ cluster, layers }: RenderedCluster, directory: string): string {
  const target = join(directory, cluster.name);
  refuseForeign(target);
  const fresh = join(directory, `.${cluster.name}-${process.pid}`);
  try {
    for (const { name } of layers) mkdirSync(join(fresh, name), { recursive: true });
    for (const [path, text] of renderFiles(layers)) {
      if (!takeOver(join(target, path), join(fresh, path), text)) writeFileSync(join(fresh, path), text);
    }
    const old = `${fresh}.old`;
    if (existsSync(target)) renameSync(target, old);
    renameSync(fresh, target);
    rmSync(old, { recursive: true, force: true });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return target;
}

/**
 * Makes `fresh` the same file as `old`, if `text` stands in that.
 *
 * File systems make a file slowly where they have just removed another: ext4 passes over each one of the last minutes.
 */
function takeOver(old: string, fresh: string, text: string): boolean {
  if (!existsSync(old)) return false;
  try {
    if (readFileSync(old, 'utf8') !== text) return false;
    linkSync(old, fresh);
    return true;
  } catch {
    return false; // What cannot be read or linked is written.
  }
}

function refuseForeign(target: string): void {
  if (!existsSync(target)) return;
  const entries = readdirSync(target);
  if (entries.length === 0 || isWritten(target)) return;
  throw new ProblemsError([
    {
      path: target,
      given: `a folder with ${entries.length} entries that bdc did not write`,
      allowed: 'a folder that does not exist, is empty, or was written by bdc synth',
      fix: 'choose another folder with --out',
    },
  ]);
}
