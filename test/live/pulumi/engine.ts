import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { version as providerVersion } from '@pulumi/kubernetes/package.json';
import type { Answer } from '../kubectl';

const root = resolve(__dirname, '../../..');

/** Something that the provider did to an object: `create ends StatefulSet/acme/storage-0`. */
export interface Step {
  readonly operation: string;
  readonly when: 'begins' | 'ends';
  readonly object: string;
}

/** Pulumi's command with the stand-ins for its plugins, its states in a folder, and a repository that `bdc init` makes. */
export class Engine {
  readonly directory = mkdtempSync(join(tmpdir(), 'bdc-pulumi-'));
  readonly repository = join(this.directory, 'repository');
  private readonly log = join(this.directory, 'steps');
  private readonly env: NodeJS.ProcessEnv;

  /** @param name of the environment in the repository, which begins with `local` */
  constructor(readonly name: string) {
    const command = execFileSync(join(__dirname, 'engine/build'), { encoding: 'utf8' }).trim();
    const home = join(this.directory, 'home');
    const bin = join(this.directory, 'bin');
    this.standIn(join(bin, 'pulumi-language-nodejs'), 'language-host.ts');
    this.standIn(join(home, `plugins/resource-kubernetes-v${providerVersion}/pulumi-resource-kubernetes`), 'provider.ts');
    mkdirSync(this.states);
    this.env = {
      ...process.env,
      PATH: [bin, command, process.env.PATH].join(':'),
      PULUMI_HOME: home,
      PULUMI_BACKEND_URL: `file://${this.states}`,
      PULUMI_CONFIG_PASSPHRASE: 'of the test',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
      STAND_IN_LOG: this.log,
    };
    const bdc = join(root, 'build/cli/main.js');
    execFileSync(process.execPath, [bdc, 'init', this.repository, '--from', 'local', '--name', name]);
    for (const [installed, target] of [
      ['big-data-cluster', root],
      ['@pulumi', join(root, 'node_modules/@pulumi')],
    ]) {
      mkdirSync(join(this.repository, 'node_modules'), { recursive: true });
      symlinkSync(target!, join(this.repository, 'node_modules', installed!));
    }
  }

  /** Folder of the states, as a bucket would hold them. */
  get states(): string {
    return join(this.directory, 'states');
  }

  /** Runs pulumi, in the repository if nothing else is said, whatever it answers. */
  try(args: readonly string[], { input, cwd = this.repository }: { readonly input?: string; readonly cwd?: string } = {}): Answer {
    const { status, stdout, stderr } = spawnSync('pulumi', [...args, '--non-interactive', '--color', 'never'], {
      cwd,
      input,
      env: this.env,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return { status: status ?? -1, stdout, stderr };
  }

  /** @throws Error with what pulumi said, if it fails */
  run(args: readonly string[], options?: Parameters<Engine['try']>[1]): string {
    const { status, stdout, stderr } = this.try(args, options);
    if (status !== 0) throw new Error(`pulumi ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
    return stdout;
  }

  /** What the provider has done since the last time. */
  steps(): Step[] {
    if (!existsSync(this.log)) return [];
    const lines = readFileSync(this.log, 'utf8').trim().split('\n');
    rmSync(this.log);
    return lines.map((line) => {
      const [operation, when, object] = line.split(' ') as [string, Step['when'], string];
      return { operation, when, object };
    });
  }

  /** Everything that is kept of the stacks: states, backups, history, and the configuration in the repository. */
  kept(): string {
    const files = (folder: string) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    return [...files(this.states), ...files(join(this.repository, 'environments'))].join('\n');
  }

  private standIn(path: string, program: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      `#!/bin/sh\nexec ${process.execPath} ${join(root, 'node_modules/jiti/lib/jiti-cli.mjs')} ${join(__dirname, program)} "$@"\n`,
    );
    chmodSync(path, 0o755);
  }
}
