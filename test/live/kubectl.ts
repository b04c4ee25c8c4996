import { spawnSync } from 'node:child_process';

/** What a command said; the text of both streams. */
export interface Answer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  /** Sent to the command's standard input. */
  readonly input?: string;

  /**
   * Seconds until the call is given up.
   *
   * @default 60
   */
  readonly timeoutSeconds?: number;
}

/** Runs kubectl, whatever it answers. */
export function tryKubectl(args: readonly string[], { input, timeoutSeconds = 60 }: CallOptions = {}): Answer {
  const { status, stdout, stderr, error } = spawnSync('kubectl', args, {
    input,
    encoding: 'utf8',
    timeout: timeoutSeconds * 1000,
    maxBuffer: 1 << 28,
  });
  return { status: status ?? -1, stdout, stderr: error ? `${stderr}${error.message}` : stderr };
}

/**
 * Runs kubectl and returns what it printed.
 *
 * @throws Error with the command and what it said, if it fails
 */
export function kubectl(args: readonly string[], options: CallOptions = {}): string {
  const { status, stdout, stderr } = tryKubectl(args, options);
  if (status !== 0) throw new Error(`kubectl ${args.join(' ')} ended with ${status}\n${stderr}${stdout}`);
  return stdout;
}

/** Objects of a kind, as plain data. */
export function getAll(kind: string, namespace?: string): any[] {
  return JSON.parse(kubectl(['get', kind, ...(namespace ? ['-n', namespace] : []), '-o', 'json'])).items;
}
