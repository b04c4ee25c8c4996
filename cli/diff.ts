import type { Command } from 'commander';
import { ProblemsError } from '../environments/problem';
import { annotateForArgoCd } from '../stacks/gitops/argo-cd';
import { type Difference, type FieldDifference, compareLayers } from '../stacks/gitops/compare';
import { readEnvironment } from '../stacks/gitops/read-environment';
import { argoCdOption, environmentArgument, environmentDescription, formatOption } from './arguments';
import { type Format, print, printProblems } from './print';
import { renderAll } from './render';

/** As diff(1) and `kubectl diff` have them, so that scripts can tell a difference from a failure. */
const exitCodes = { same: 0, different: 1, trouble: 2 };

interface Comparison {
  readonly environment: string;
  readonly differences: readonly Difference[];
}

/** Adds `bdc diff`. */
export function addDiff(program: Command): void {
  program
    .command('diff')
    .description('compare what an environment is rendered to now with what was written earlier; writes nothing')
    .argument('<directory>', 'where bdc synth wrote <directory>/<environment>')
    .argument(environmentArgument, environmentDescription)
    .addOption(argoCdOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Exit codes:
  ${exitCodes.same}   no differences
  ${exitCodes.different}   differences
  ${exitCodes.trouble}   the environment, the directory or the command line is wrong

Examples:
  $ bdc diff dist local
  $ bdc diff rendered environments/acme-prod.ts --output json`,
    )
    .action(async (directory: string, nameOrFile: string | undefined, options: { argocd?: boolean; output: Format }) => {
      try {
        const comparisons = (await renderAll(nameOrFile)).map((rendered) => ({
          environment: rendered.cluster.name,
          differences: compareLayers(
            readEnvironment(rendered.cluster.name, directory),
            (options.argocd ? annotateForArgoCd(rendered) : rendered).layers,
          ),
        }));
        print(options.output, comparisons, () => comparisons.map(toText).join('\n'));
        process.exitCode = comparisons.some(({ differences }) => differences.length > 0) ? exitCodes.different : exitCodes.same;
      } catch (error) {
        if (!(error instanceof ProblemsError)) throw error;
        printProblems(error.problems);
        process.exitCode = exitCodes.trouble;
      }
    });
}

function toText({ environment, differences }: Comparison): string {
  if (differences.length === 0) return `${environment}: no differences\n`;
  const count = (change: Difference['change']) => `${differences.filter((found) => found.change === change).length} ${change}`;
  return [
    `${environment}: ${count('added')}, ${count('removed')}, ${count('changed')}\n`,
    ...differences.map(({ change, layer, kind, name, fields }) =>
      [`\n${change} ${layer}: ${kind} ${name}\n`, ...fields.map(fieldText)].join(''),
    ),
  ].join('');
}

function fieldText({ path, before, after }: FieldDifference): string {
  const [old, fresh] = differingLines(linesOf(before), linesOf(after));
  return [`  ${path}`, ...old.map((line) => `    - ${line}`), ...fresh.map((line) => `    + ${line}`), ''].join('\n');
}

/** Text is shown line by line, since whole files are among the fields; everything else as JSON. */
function linesOf(value: unknown): string[] {
  if (value === undefined) return [];
  return typeof value === 'string' && value.includes('\n') ? value.replace(/\n$/, '').split('\n') : [JSON.stringify(value)];
}

/** Without the lines that both begin and end with. */
function differingLines(before: readonly string[], after: readonly string[]): [readonly string[], readonly string[]] {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start++;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [before.slice(start, before.length - end), after.slice(start, after.length - end)];
}
