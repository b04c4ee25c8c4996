import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gateway, Login } from './gateway';

/** Minutes for one program: each of its sessions waits in YARN's queue first. */
const patience = 12;

/**
 * Runs a program of `test/live/clients` as `login`; returns what it printed as JSON.
 *
 * `CLIENTS` names the directories with sparkmagic, pylivy and what they need, for Debian's Python.
 */
export async function runClient(gateway: Gateway, { user, password }: Login, program: string, args: readonly string[]): Promise<any> {
  const packages = process.env.CLIENTS;
  if (!packages) throw new Error('CLIENTS has to name directories with packages of Python, as `make live-clients` does');
  const { host, port, ca } = gateway.door;
  const directory = mkdtempSync(join(tmpdir(), 'bdc-clients-'));
  const authority = join(directory, 'ca.crt');
  writeFileSync(authority, ca);
  const folder = join(__dirname, 'clients');
  try {
    const output = await outputOf('python3', [join(folder, program), ...args], {
      ...process.env,
      HOME: directory,
      PYTHONPATH: `${folder}:${packages}`,
      PYTHONDONTWRITEBYTECODE: '1',
      REQUESTS_CA_BUNDLE: authority,
      GATEWAY_HOST: gateway.name,
      GATEWAY_ADDRESS: host,
      LIVY_URL: `https://${gateway.name}:${port}/gateway/default/livy/v1`,
      LIVY_USER: user,
      LIVY_PASSWORD: password,
    });
    return JSON.parse(output);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function outputOf(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: patience * 60_000 });
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) child[stream].on('data', (part) => (said[stream] += part));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0 ? resolve(said.stdout) : reject(new Error(`${args[0]} ended with ${code ?? signal}:\n${said.stderr}${said.stdout}`)),
    );
  });
}
