import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import * as builtIn from '../environments';
import { type Problem, ProblemsError, show } from '../environments/problem';
import { clusterName } from '../environments/schema/names';
import { repositoryFiles } from './repository-files';

/** Adds `bdc init`. */
export function addInit(program: Command): void {
  program
    .command('init')
    .description('make a repository of your own: an environment that begins with a built-in one')
    .argument('<directory>', 'folder to make; it must not exist or be empty')
    .addOption(
      new Option('--from <environment>', 'built-in environment to begin with')
        .choices(Object.keys(builtIn.environments))
        .makeOptionMandatory(),
    )
    .option('--name <name>', "name of the environment (default: the folder's)")
    .addHelpText('after', '\nExample:\n  $ bdc init acme-data --from local --name acme && cd acme-data && npm install && npm run synth')
    .action((directory: string, { from, name = basename(resolve(directory)) }: { from: string; name?: string }) => {
      const problems = [...nameProblems(name), ...folderProblems(directory)];
      if (problems.length > 0) throw new ProblemsError(problems);
      const files = repositoryFiles({ name, from, constant: constantOf(from) });
      for (const [path, text] of files) {
        mkdirSync(dirname(join(directory, path)), { recursive: true });
        writeFileSync(join(directory, path), text);
      }
      process.stdout.write(`${files.size} files in ${directory}; next: cd ${directory} && npm install && npm run synth\n`);
    });
}

function nameProblems(name: string): Problem[] {
  const { error } = clusterName.safeParse(name);
  return (error?.issues ?? []).map(({ message }) => ({
    path: '--name',
    given: show(name),
    allowed: message,
    fix: 'give the environment a name with --name',
  }));
}

function folderProblems(directory: string): Problem[] {
  const entries = existsSync(directory) ? readdirSync(directory) : [];
  if (entries.length === 0) return [];
  return [
    {
      path: directory,
      given: `a folder with ${entries.length} entries`,
      allowed: 'a folder that does not exist or is empty',
      fix: 'choose another folder',
    },
  ];
}

/** Under which name the package exports the built-in environment: `localHa` for `local-ha`. */
function constantOf(environment: string): string {
  return Object.entries(builtIn).find(([, value]) => value === builtIn.environments[environment])![0];
}
