import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { environments } from '../../../environments';
import { describeEnvironment } from '../../../environments/reference/environment-schema';
import { referenceFiles } from '../../../environments/reference/files';
import { parseEnvironment } from '../../../environments/schema/parse';
import { isResourceName } from '../../../environments/schema/resources';
import { mutated } from '../mutations';

const root = resolve(__dirname, '../../..');
const described = describeEnvironment();
const { schema, fields } = described;
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
// Read by editors alone.
ajv.addVocabulary(['patternErrorMessage']);
const accepts = ajv.compile(schema);

test.each([...referenceFiles(described)])('%s is current (after a change of environments/schema: make reference)', (path, text) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(text);
});

test('every field says in a doc comment what it is', () => {
  expect(fields.length).toBeGreaterThan(50);
  expect(fields.filter(({ comment }) => comment.text === '').map(({ path, comment }) => `${path.join('.')} in ${comment.source}`)).toEqual(
    [],
  );
});

test('a field has its own comment, default, link and source, wherever its schema comes from', () => {
  const field = (path: string) => fields.find((found) => found.path.join('.') === path);
  expect(field('platform.storageClass')).toMatchObject({
    required: false,
    comment: {
      text: 'Storage class of every volume that does not name its own.',
      defaultText: expect.stringContaining('the default class of the Kubernetes cluster'),
      links: ['https://kubernetes.io/docs/concepts/storage/storage-classes/'],
      source: 'environments/schema/platform.ts',
    },
  });
  expect(field('resources.storage-<number>.replicas')).toMatchObject({ required: true, schema: { minimum: 1, maximum: 1000 } });
  expect(field('storage.data.size')).toMatchObject({
    schema: { default: '15Gi', description: expect.stringContaining('cannot be changed') },
  });
  expect(field('resources.spark-<number>')?.comment.text).toBe('A Spark pool: NodeManagers alone.');
});

describe('the JSON Schema', () => {
  test.each(Object.entries(environments))('accepts %s, as it is written and as it is shown', (_, input) => {
    const parsed = parseEnvironment(input);
    const shown = 'environment' in parsed && parsed.environment;
    for (const environment of [input, shown, { $schema: './environment.schema.json', ...shown }]) {
      accepts(environment);
      expect(accepts.errors ?? []).toEqual([]);
    }
  });

  test.each(
    mutated()
      .filter(({ mutation }) => mutation.shape)
      .map(({ environment, mutation, input }) => [environment, mutation.name, input] as const),
  )('refuses %s with %s', (_, __, input) => {
    expect(accepts(structuredClone(input))).toBe(false);
  });

  test.each([
    'storage-0',
    'storage-999',
    'spark-12',
    'nmnode-0',
    'storage-00',
    'storage-1000',
    'storage',
    'nmnode-1',
    'constructor',
    'x-storage-0',
  ])('has a resource called %s if the program has', (name) => {
    const resources = { [name]: {} };
    accepts({ resources });
    const unknown = (accepts.errors ?? []).some(({ params }) => params.additionalProperty === name);
    expect(unknown).toBe(!isResourceName(name));
  });
});
