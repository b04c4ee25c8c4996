import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { stringify } from 'yaml';
import { ProblemsError, nearest, show } from '../environments/problem';
import type { Cluster } from '../environments/resolve-cluster';
import { secretName } from '../environments/secrets';
import { baseline } from '../tsql/baseline';
import { type Script, sqlcmdFile } from '../tsql/batch';
import { type Variable, forSqlcmd, variablesOf } from '../tsql/quoting';
import { translate } from '../tsql/translate';
import { exitCodes } from './arguments';
import { printProblems } from './print';
import { render } from './render';

/** Adds `bdc sql`. */
export function addSql(program: Command): void {
  const command = program.command('sql').description('the T-SQL behind the pools');

  command
    .command('show')
    .description('print what each SQL Server of an environment gets, for sqlcmd; passwords are variables')
    .argument('<environment>', 'name of a built-in environment, or a file')
    .option('--instance <pod>', 'one of them alone')
    .addOption(new Option('--output <format>', 'how to print').choices(['sql', 'json', 'yaml']).default('sql'))
    .addHelpText('after', '\nExample:\n  $ bdc sql show kubeadm-prod --instance data-0-0')
    .action(async (nameOrFile: string, { instance, output }: { instance?: string; output: 'sql' | 'json' | 'yaml' }) => {
      const { cluster } = await render(nameOrFile);
      const scripts = scriptsOf(cluster, instance);
      const data = scripts.map(({ instance: { name, host, port }, batches }) => ({
        instance: name,
        host,
        port,
        batches: batches.map(({ database, text }) => ({ database, text: forSqlcmd(text) })),
      }));
      const text = {
        sql: () => scripts.map((script) => sqlFile(cluster, script)).join('\n'),
        json: () => `${JSON.stringify(data, null, 2)}\n`,
        yaml: () => stringify(data, { lineWidth: 0 }),
      };
      process.stdout.write(text[output]());
    });

  command
    .command('translate')
    .description('rewrite statements of SQL Server Big Data Clusters for an environment; all others stay as they are')
    .argument('<file>', 'T-SQL, with GO between its batches')
    .requiredOption('--environment <environment>', 'name of a built-in environment, or a file')
    .option('--database <name>', 'database that the text runs in until it says USE')
    .addHelpText(
      'after',
      `
What is printed runs with sqlcmd on the primary, as sa. A statement that cannot be rewritten stays where it was, behind a comment, and the
exit code is ${exitCodes.problems}.

Example:
  $ bdc sql translate clickstream.sql --environment kubeadm-prod --database sales > translated.sql`,
    )
    .action(async (file: string, { environment, database }: { environment: string; database?: string }) => {
      const { cluster } = await render(environment);
      const { text, problems } = translate(cluster, readText(file), file, database);
      process.stdout.write(text);
      if (problems.length > 0) {
        printProblems(problems);
        process.exitCode = exitCodes.problems;
      }
    });
}

function scriptsOf(cluster: Cluster, wanted: string | undefined): Script[] {
  const scripts = baseline(cluster);
  if (scripts.length === 0) {
    throw new ProblemsError([
      { path: 'resources.master', given: show(undefined), allowed: 'an environment with SQL Server', fix: 'add master and sql' },
    ]);
  }
  const names = scripts.map(({ instance }) => instance.name);
  if (wanted === undefined || names.includes(wanted)) return scripts.filter(({ instance }) => (wanted ?? instance.name) === instance.name);
  const meant = nearest(wanted, names);
  throw new ProblemsError([
    { path: '--instance', given: show(wanted), allowed: names.join(', '), fix: meant ? `use ${meant}` : 'choose one of them' },
  ]);
}

/** The batches of an instance as a file, which begins with what `sqlcmd` has to be told. */
function sqlFile(cluster: Cluster, { instance: { name, host, port }, batches }: Script): string {
  const variables = new Map(batches.flatMap(({ text }) => variablesOf(text).map((variable) => [variable.name, variable])));
  return [
    `-- ${name}: ${host},${port}\n`,
    ...[...variables.values()].map((variable) => `-- $(${variable.name}): ${origin(cluster, variable)}\n`),
    sqlcmdFile(batches),
  ].join('');
}

function origin({ environment }: Cluster, { secret }: Variable): string {
  return secret ? `${secret.key} of the Secret ${secretName(environment, secret.id)}` : 'told by another replica';
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const given = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ProblemsError([{ path: file, given, allowed: 'a file that can be read', fix: 'correct the path' }]);
  }
}
