import { Command, CommanderError, Option } from 'commander';
import { environments } from '../environments';
import { ProblemsError } from '../environments/problem';
import { parseEnvironment } from '../environments/schema/parse';
import { annotateForArgoCd } from '../stacks/gitops/argo-cd';
import { renderFiles, renderStream } from '../stacks/gitops/files';
import { writeEnvironment } from '../stacks/gitops/write-environment';
import { type Plan, planOf } from '../stacks/plan';
import { type RenderedCluster, renderCluster } from '../stacks/render-cluster';
import { version } from '../package.json';
import { activeDirectoryOption, printActiveDirectoryPlan } from './active-directory';
import { argoCdOption, environmentArgument, environmentDescription, exitCodes, formatOption } from './arguments';
import { addDiff } from './diff';
import { addGitOps } from './gitops';
import { addImages } from './images';
import { addImport } from './import';
import { addInit } from './init';
import { loadEnvironment } from '../stacks/load-environment';
import { type Format, cores, memory, print, printProblems, table } from './print';
import { render, renderAll } from './render';
import { addSql } from './sql';
import { withSchema } from './with-schema';

const sumsHeading = ['PODS', 'CPU', 'MEMORY', 'VOLUMES', 'SIZE'];

function sums({ pods, cpuMillicores, memoryMebibytes, volumes, volumeMebibytes }: Plan['total']) {
  return [pods, cores(cpuMillicores), memory(memoryMebibytes), volumes, memory(volumeMebibytes)];
}

/** Keys of a Secret on one line: of many keytabs the first ones say what the others are. */
function listed(keys: readonly string[]): string {
  return keys.length > 5 ? `${keys.slice(0, 3).join(', ')}, … (${keys.length})` : keys.join(', ');
}

function planTable(plans: readonly Plan[]): string {
  return plans
    .map(({ environment, namespace, objects, workloads, endpoints, secrets, total, notes }) =>
      [
        `${environment}: ${objects} objects in namespace ${namespace}\n\n`,
        table(['WORKLOAD', ...sumsHeading], [...workloads.map((plan) => [plan.workload, ...sums(plan)]), ['total', ...sums(total)]]),
        ...(endpoints.length > 0
          ? [
              '\n',
              table(
                ['ENDPOINT', 'ADDRESS', 'BY', 'TO'],
                endpoints.map((plan) => [plan.name, plan.address, plan.serviceType, plan.workload]),
              ),
            ]
          : []),
        ...(secrets.length > 0
          ? [
              '\n',
              table(
                ['SECRET THAT PODS WAIT FOR', 'KEYS', 'CONTENT'],
                secrets.map(({ name, keys, content }) => [name, listed(keys), content]),
              ),
            ]
          : []),
        `\nimages:\n${total.images.map((image) => `  ${image}\n`).join('')}`,
        ...notes.map((note) => `\nnote: ${note}\n`),
      ].join(''),
    )
    .join('\n');
}

const program = new Command('bdc')
  .description('SQL Server, Spark and HDFS as one cluster on Kubernetes')
  .version(version)
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .addHelpText(
    'after',
    `
Exit codes:
  0   done
  ${exitCodes.problems}   the environment has problems; nothing was written
  ${exitCodes.usage}   the command line is wrong
  bdc diff has its own, those of diff and kubectl diff

Examples:
  $ bdc init acme-data --from local                  # a repository of your own
  $ bdc synth local                                  # writes dist/local
  $ bdc environments show local --output yaml > mine.yaml
  $ bdc validate mine.yaml && bdc synth mine.yaml -o rendered
  $ bdc plan mine.yaml --output json`,
  );

program
  .command('synth')
  .description('check an environment and write its manifests')
  .argument(environmentArgument, environmentDescription)
  .option('-o, --out <directory>', 'where to write <directory>/<environment>', process.env.CDK8S_OUTDIR ?? 'dist')
  .addOption(new Option('--stdout', 'write one stream to standard output, and no files').conflicts(['out', 'output']))
  .addOption(argoCdOption())
  .addOption(formatOption())
  .addHelpText(
    'after',
    '\nExamples:\n  $ bdc synth\n  $ bdc synth environments/acme-prod.ts -o rendered\n  $ kubectl apply -k dist/local\n  $ bdc synth local --stdout | kubectl apply -f -',
  )
  .action(async (nameOrFile: string | undefined, options: { out: string; stdout?: boolean; argocd?: boolean; output: Format }) => {
    const all = await renderAll(nameOrFile);
    const annotated = (rendered: RenderedCluster) => (options.argocd ? annotateForArgoCd(rendered) : rendered);
    if (options.stdout) {
      for (const rendered of all) for (const piece of renderStream(annotated(rendered).layers)) process.stdout.write(piece);
      return;
    }
    const written = all.map((rendered) => ({ plan: planOf(rendered), folder: writeEnvironment(annotated(rendered), options.out) }));
    print(options.output, written, () =>
      table(
        ['ENVIRONMENT', 'OBJECTS', ...sumsHeading, 'IMAGES', 'WRITTEN TO'],
        written.map(({ plan: { environment, objects, total }, folder }) => [
          environment,
          objects,
          ...sums(total),
          total.images.length,
          folder,
        ]),
      ),
    );
  });

program
  .command('validate')
  .description('check an environment and write nothing')
  .argument('<environment>', 'name of a built-in environment, or a file')
  .addHelpText('after', '\nExample:\n  $ bdc validate mine.yaml')
  .action(async (nameOrFile: string) => {
    const { environment, objects } = planOf(await render(nameOrFile));
    process.stdout.write(`${environment} is valid: ${objects} objects\n`);
  });

const environmentsCommand = program.command('environments').description('the built-in environments');

environmentsCommand
  .command('list')
  .description('names and sums')
  .addOption(formatOption())
  .action(async (options: { output: Format }) => {
    const plans = (await renderAll(undefined)).map(planOf);
    print(
      options.output,
      plans.map(({ environment, objects, total }) => ({ environment, objects, ...total })),
      () =>
        table(
          ['ENVIRONMENT', 'OBJECTS', ...sumsHeading],
          plans.map(({ environment, objects, total }) => [environment, objects, ...sums(total)]),
        ),
    );
  });

environmentsCommand
  .command('show')
  .description('an environment with every default filled in; what is printed can be given to validate and synth')
  .argument('<environment>', 'name of a built-in environment, or a file')
  .addOption(new Option('--output <format>', 'how to print').choices(['json', 'yaml']).default('yaml'))
  .addHelpText('after', '\nExample:\n  $ bdc environments show local --output json > mine.json')
  .action(async (nameOrFile: string, options: { output: 'json' | 'yaml' }) => {
    const parsed = parseEnvironment((await loadEnvironment(nameOrFile)).input);
    if ('problems' in parsed) throw new ProblemsError(parsed.problems);
    process.stdout.write(withSchema(parsed.environment, options.output));
  });

program
  .command('plan')
  .description('what an environment takes from the Kubernetes cluster')
  .argument(environmentArgument, environmentDescription)
  .addOption(formatOption())
  .addOption(activeDirectoryOption())
  .addHelpText('after', '\nExamples:\n  $ bdc plan local --output json\n  $ bdc plan mine.yaml --active-directory')
  .action(async (nameOrFile: string | undefined, options: { activeDirectory?: boolean; output: Format }) => {
    if (options.activeDirectory) return printActiveDirectoryPlan(nameOrFile, options.output);
    const plans = (await renderAll(nameOrFile)).map(planOf);
    print(options.output, nameOrFile === undefined ? plans : plans[0], () => planTable(plans));
  });

addDiff(program);
addGitOps(program);
addImages(program);
addImport(program);
addInit(program);
addSql(program);

/** Does what the command line says. */
export async function run(): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof ProblemsError) {
      printProblems(error.problems);
      process.exitCode = exitCodes.problems;
    } else if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage;
    } else {
      console.error(error);
      process.exitCode = exitCodes.internal;
    }
  }
}

/** What most commands do, without a word: the build does it once, and keeps what the engine compiled for it. */
export function rehearse(): void {
  for (const environment of Object.values(environments)) {
    for (const [path, text] of renderFiles(renderCluster(environment).layers)) if (text === '') throw new Error(`${path} is empty`);
  }
}
