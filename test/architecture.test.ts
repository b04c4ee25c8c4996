import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { environments } from '../environments';

const root = resolve(__dirname, '..');

/** What each folder may import, apart from itself; the direction is environments ← constructs ← stacks ← cli. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  images: [],
  environments: ['images'],
  constructs: ['environments', 'images'],
  tsql: ['environments', 'images'],
  stacks: ['constructs', 'tsql', 'environments', 'images'],
  cli: ['stacks', 'constructs', 'tsql', 'environments', 'images'],
};

/** Packages that only one folder may load: they are slow, or they belong to one kind of output. */
const ownedPackages: Readonly<Record<string, string>> = {
  '@pulumi/': 'stacks/pulumi',
  commander: 'cli',
  jiti: 'stacks/load-environment.ts',
  typescript: 'environments/reference',
};

const imports = Object.keys(mayImport)
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(/(?:from|import|require\()\s*'([^']+)'/g)].map(([, target]) => ({ file, target: target! }));
  });

const local = imports
  .filter(({ target }) => target.startsWith('.'))
  .map(({ file, target }) => ({ file, target: relative(root, resolve(root, dirname(file), target)) }));

test('folders import in one direction', () => {
  const against = local.filter(({ file, target }) => {
    const [from, to] = [file.split('/')[0]!, target.split('/')[0]!];
    return from !== to && Object.hasOwn(mayImport, to) && !mayImport[from]!.includes(to);
  });
  expect(local.length).toBeGreaterThan(50);
  expect(against).toEqual([]);
});

test('built-in environments are data: they import the type, and each other', () => {
  const builtIn = imports.filter(
    ({ file }) => /^environments\/[\w-]+\.ts$/.test(file) && /satisfies EnvironmentInput/.test(readFileSync(join(root, file), 'utf8')),
  );
  const known = new Set(['./schema/environment', ...Object.keys(environments).map((name) => `./${name}`)]);
  expect(builtIn.length).toBeGreaterThan(0);
  expect(builtIn.filter(({ target }) => !known.has(target))).toEqual([]);
});

test.each(Object.entries(ownedPackages))('%s is loaded by %s alone', (name, folder) => {
  expect(imports.filter(({ file, target }) => target.startsWith(name) && !file.startsWith(folder))).toEqual([]);
});

test('only the platforms know the platforms: everything else reads what they say', () => {
  const known = /^environments\/(platforms\/|schema\/platform\.ts$)/;
  const files = [...new Set(imports.map(({ file }) => file))].filter((file) => !known.test(file));
  const asking = files
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
    // An environment names its platform: that is data.
    .filter(({ text }) => !/satisfies EnvironmentInput/.test(text))
    .filter(({ text }) => /platform\??\.kind|'(kubernetes|openshift|aks)'/.test(text));
  expect(asking.map(({ file }) => file)).toEqual([]);
});
