import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Process } from '../../constructs/workload/process';

/**
 * Writes what the images are tested with: the configuration of each process into a directory of its name, its variables into
 * `<process>.variables`, and who it is in a realm into `<process>.principals`.
 */
export function writeProcesses(directory: string, processes: readonly Process[]): void {
  for (const { name, config, env = {}, principals = [] } of processes) {
    mkdirSync(join(directory, name), { recursive: true });
    for (const file of config?.files ?? []) writeFileSync(join(directory, name, file.name), file.content);
    const variables = Object.entries(env).map(([variable, value]) => `${variable}=${value}\n`);
    writeFileSync(join(directory, `${name}.variables`), variables.join(''));
    writeFileSync(join(directory, `${name}.principals`), principals.map(({ service }) => `${service}\n`).join(''));
  }
}
