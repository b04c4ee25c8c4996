import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { renderCluster } from '../stacks/render-cluster';

const folder = join(__dirname, '../docs');

/** Whole environments in the pages, as readers copy them. */
const environments = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => ({ file, input: parse(text!) })),
  )
  .filter(({ input }) => input.name && input.resources);

test('some pages show whole environments', () => expect(environments.length).toBeGreaterThan(1));

test.each(environments)('$file: $input.name is rendered without a problem', ({ input }) => {
  expect(renderCluster(input).warnings).toEqual([]);
});
