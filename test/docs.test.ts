import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { environments as builtIn } from '../environments';
import { planOf } from '../stacks/plan';
import { renderCluster } from '../stacks/render-cluster';

const folder = join(__dirname, '../docs');

/** Whole environments in the pages, as readers copy them. */
const environments = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => ({ file, input: parse(text!) })),
  )
  .filter(({ input }) => input.name && input.resources);

test('the README shows the built-in environments with their sums', () => {
  const shown = [...readFileSync(join(folder, '../README.md'), 'utf8').matchAll(/^([\w-]+) +(\d+) +(\d+) +.* dist\/[\w-]+$/gm)];
  const rows = Object.fromEntries(shown.map(([, name, objects, pods]) => [name, [Number(objects), Number(pods)]]));
  const plans = Object.entries(builtIn).map(([name, input]) => [name, planOf(renderCluster(input))] as const);
  expect(rows).toEqual(Object.fromEntries(plans.map(([name, { objects, total }]) => [name, [objects, total.pods]])));
});

test('some pages show whole environments', () => expect(environments.length).toBeGreaterThan(1));

test.each(environments)('$file: $input.name is rendered without a problem', ({ input }) => {
  expect(renderCluster(input).warnings).toEqual([]);
});
