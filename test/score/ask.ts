import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { answers } from './answers';
import { findingsOfCheckov, findingsOfKubeScore, openQuestions } from './findings';

/** Asks both tools about rendered environments: `ask KUBE_SCORE CHECKOV FOLDER...`. */
const [kubeScore, checkov, ...folders] = process.argv.slice(2) as [string, string, ...string[]];

function run(program: string, ...args: string[]): string {
  const { stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error) throw error;
  // Both end with an error when they find something, so only their output tells whether they worked.
  if (!/^[[{]/.test(stdout)) throw new Error(`${program} said: ${stderr || stdout}`);
  return stdout;
}

/** kube-score refuses files with a kind that Kubernetes itself does not have: a Route is OpenShift's, and has no pods. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && basename(file) !== 'kustomization.yaml' && !basename(file).startsWith('route.'))
    .map((file) => join(folder, file));
}

const findings = folders.flatMap((folder) => [
  ...findingsOfKubeScore(basename(folder), run(kubeScore, 'score', '--kubernetes-version', 'v1.37', '-o', 'json', ...filesOf(folder))),
  ...findingsOfCheckov(
    basename(folder),
    run(checkov, '-d', folder, '--framework', 'kubernetes', '--skip-download', '--quiet', '--compact', '-o', 'json'),
  ),
]);
const open = openQuestions(findings, answers);
if (open.length > 0) {
  process.exitCode = 1;
  process.stderr.write(`${open.join('\n')}\n`);
} else {
  process.stdout.write(
    `${findings.length} findings of kube-score and checkov in ${folders.length} environments, all answered in test/score/answers.ts\n`,
  );
}
