import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

// An engine optimizes a function that took some milliseconds, as if it would go on for minutes. Most runs end before that pays; twenty times later it does.
setFlagsFromString(process.versions.node.startsWith('20.') ? '--interrupt-budget=1350000' : '--invocation-count-for-turbofan=60000');

/** The whole program as one file. */
const file = join(__dirname, '../bdc.js');

/** What the engine compiled of it when it was built; an engine of another version compiles it again. */
export const compiledFile = join(__dirname, '../bdc.compiled');

/** The program with its exports, and the script that it came from. */
export function loadBundle(compiled?: Buffer): { script: Script; program: typeof import('./program') } {
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`, {
    filename: file,
    cachedData: compiled,
  });
  const module = { exports: {} as typeof import('./program') };
  script.runInThisContext()(module.exports, require, module, __filename, __dirname);
  return { script, program: module.exports };
}
