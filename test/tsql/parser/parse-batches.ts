import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a text is not T-SQL, and why. */
export interface SyntaxProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const cache = process.env.BDC_CACHE ?? join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'big-data-cluster');
const python = join(cache, 'python/sql-parser/bin/python');

/** What Microsoft's parsers say of each text, in one run: starting them takes a second. */
export function parseBatches(texts: readonly string[]): SyntaxProblem[][] {
  if (!existsSync(python)) throw new Error(`${python} is missing: make test installs Microsoft's parsers of T-SQL`);
  const { status, stdout, stderr } = spawnSync(python, [join(__dirname, 'parse')], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as SyntaxProblem[][];
}
