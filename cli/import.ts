import { existsSync, statSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { type Command, Option } from 'commander';
import { environments } from '../environments';
import { type Imported, importProfile } from '../environments/import/import-profile';
import type { SourceDocument } from '../environments/import/profile';
import { migrationReport } from '../environments/import/report/report';
import { toProgram, toYaml } from '../environments/import/write';
import { type Problem, ProblemsError, show } from '../environments/problem';
import { loadDocument } from '../stacks/load-environment';
import { name as packageName } from '../package.json';
import { schemaComment, withSchema } from './with-schema';

/** Forms of an environment, by the ending of its file. */
const writers: Readonly<Record<string, (imported: Imported) => string>> = {
  '.yaml': (imported) => toYaml(imported, [schemaComment()]),
  '.yml': (imported) => toYaml(imported, [schemaComment()]),
  '.ts': (imported) => toProgram(imported, packageName),
  '.json': ({ environment }) => withSchema(environment, 'json'),
};

interface Options {
  readonly patch: readonly string[];
  readonly from?: string;
  readonly out?: string;
  readonly report?: boolean;
}

/** Adds `bdc import`. */
export function addImport(program: Command): void {
  program
    .command('import')
    .description('an environment from a profile of azdata (SQL Server Big Data Clusters 2019), with what became of each of its values')
    .argument('<files...>', 'control.json and bdc.json, their folder, or the file of azdata bdc config show')
    .addOption(new Option('-p, --patch <file>', 'patch file of azdata bdc config; may be repeated').argParser(collect).default([], 'none'))
    .addOption(
      new Option('--from <environment>', 'built-in environment that gives what the profile does not say').choices(
        Object.keys(environments),
      ),
    )
    .option('-o, --out <file>', `where to write the environment (${Object.keys(writers).join(', ')})`)
    .option('--report', 'print what is to be moved by hand, as Markdown')
    .addHelpText(
      'after',
      `
Without --out and --report the environment is printed as YAML.

Examples:
  $ bdc import control.json bdc.json -o mine.yaml
  $ bdc import custom --patch security.json --patch endpoints.json -o environments/mine.ts --report > migration.md
  $ azdata bdc config show > live.json && bdc import live.json`,
    )
    .action((files: string[], { patch, from, out, report }: Options) => {
      const wrong = out === undefined ? [] : endingProblems(out);
      const documents = load(files.flatMap(filesOf));
      const patches = load(patch);
      const imported = importProfile(documents, { patches, from });
      const problems = [...wrong, ...('problems' in imported ? imported.problems : [])];
      if (problems.length > 0 || 'problems' in imported) throw new ProblemsError(problems);
      if (out !== undefined) writeFileSync(out, writers[extname(out)]!(imported));
      if (report) process.stdout.write(migrationReport(imported, out));
      else if (out === undefined) process.stdout.write(writers['.yaml']!(imported));
      else process.stdout.write(`${out} is written; next: bdc validate ${out}\n`);
    });
}

function collect(file: string, before: readonly string[]): string[] {
  return [...before, file];
}

/** A profile was a folder with two files. */
function filesOf(file: string): string[] {
  if (!existsSync(file) || !statSync(file).isDirectory()) return [file];
  return ['control.json', 'bdc.json'].map((name) => join(file, name));
}

/** All files are read, so that the faults of all are told. */
function load(files: readonly string[]): SourceDocument[] {
  const problems: Problem[] = [];
  const documents = files.flatMap((file) => {
    try {
      return [{ file, content: loadDocument(file) }];
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new ProblemsError(problems);
  const names = documents.map(({ file }) => basename(file));
  return new Set(names).size < names.length ? documents : documents.map(({ content }, index) => ({ file: names[index]!, content }));
}

function endingProblems(out: string): Problem[] {
  if (Object.hasOwn(writers, extname(out))) return [];
  return [
    { path: '--out', given: show(out), allowed: `a file with ${Object.keys(writers).join(', ')}`, fix: 'choose one of these endings' },
  ];
}
