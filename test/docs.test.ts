import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as builtIn from '../environments';
import * as library from '../index';
import { planOf } from '../stacks/plan';
import { renderCluster } from '../stacks/render-cluster';

const folder = join(__dirname, '../docs');

/** Pieces of the pages in `language`, with the page that they are on. */
function pieces(language: string): { file: string; text: string }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => ({
        file,
        text: text!,
      })),
    );
}

/** The default export of a program, which may import this package. */
function run(program: string): any {
  const { outputText } = transpileModule(program, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } });
  const exports: { default?: unknown } = {};
  const modules: Readonly<Record<string, unknown>> = { 'big-data-cluster': library, 'big-data-cluster/environments': builtIn };
  new Function('require', 'exports', outputText)((name: string) => modules[name], exports);
  return exports.default;
}

/** Whole environments in the pages, as readers copy them. */
const environments = [
  ...pieces('yaml').map(({ file, text }) => ({ file, input: parse(text) })),
  ...pieces('ts')
    .filter(({ text }) => text.startsWith('// environments/'))
    .map(({ file, text }) => ({ file, input: run(text) })),
].filter(({ input }) => input.name && input.resources);

test('the README shows the built-in environments with their sums', () => {
  const shown = [...readFileSync(join(folder, '../README.md'), 'utf8').matchAll(/^([\w-]+) +(\d+) +(\d+) +.* dist\/[\w-]+$/gm)];
  const rows = Object.fromEntries(shown.map(([, name, objects, pods]) => [name, [Number(objects), Number(pods)]]));
  const plans = Object.entries(builtIn.environments).map(([name, input]) => [name, planOf(renderCluster(input))] as const);
  expect(rows).toEqual(Object.fromEntries(plans.map(([name, { objects, total }]) => [name, [objects, total.pods]])));
});

test('some pages show whole environments', () =>
  expect(environments.map(({ input }) => input.name)).toEqual(expect.arrayContaining(['acme', 'acme-prod', 'lake', 'sql'])));

test.each(environments)('$file: $input.name is rendered without a problem', ({ input }) => {
  expect(renderCluster(input).warnings.map(({ path }) => path)).toEqual(input.production ? ['images.sqlServer.digest'] : []);
});
