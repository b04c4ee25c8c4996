import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

/** Runs the built program in `directory`, as users do. */
export function runBdc(directory: string, ...args: string[]) {
  const { CDK8S_OUTDIR: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'build/cli/main.js'), ...args], {
    encoding: 'utf8',
    cwd: directory,
    env,
  });
  return { status, stdout, stderr };
}
