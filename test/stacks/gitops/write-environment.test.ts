import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseDocument } from 'yaml';
import { smallest } from '../../environments/smallest';
import { ProblemsError } from '../../../environments/problem';
import { renderFiles } from '../../../stacks/gitops/files';
import { toYaml } from '../../../stacks/gitops/yaml';
import { writeEnvironment } from '../../../stacks/gitops/write-environment';
import { renderCluster } from '../../../stacks/render-cluster';

const rendered = renderCluster(smallest);
let directory: string;

beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'bdc-write-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('writes a file per object, by layer, and names each in a kustomization', () => {
  const folder = writeEnvironment(rendered, directory);
  expect(folder).toBe(join(directory, 'local'));
  for (const { name, manifests } of rendered.layers) {
    const files = manifests.map(({ kind, metadata }) => `${kind.toLowerCase()}.${metadata.name}.yaml`);
    expect(parse(readFileSync(join(folder, name, 'kustomization.yaml'), 'utf8')).resources).toEqual(files);
    expect(readdirSync(join(folder, name)).toSorted()).toEqual([...files, 'kustomization.yaml'].toSorted());
    manifests.forEach((manifest, index) => expect(parse(readFileSync(join(folder, name, files[index]!), 'utf8'))).toEqual(manifest));
  }
  expect(parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8')).resources).toEqual(['foundation', 'storage']);
});

test('the same environment gives the same bytes', () => {
  expect([...renderFiles(renderCluster(structuredClone(smallest)).layers)]).toEqual([...renderFiles(rendered.layers)]);
});

test('takes the place of an earlier run, and leaves nothing of it', () => {
  const folder = writeEnvironment(rendered, directory);
  writeFileSync(join(folder, 'storage', 'service.gone-svc.yaml'), 'stale');
  writeEnvironment(rendered, directory);
  expect(existsSync(join(folder, 'storage', 'service.gone-svc.yaml'))).toBe(false);
  expect(readdirSync(directory)).toEqual(['local']);
});

test('takes over what did not change, and writes what did', () => {
  const folder = writeEnvironment(rendered, directory);
  const names = readdirSync(join(folder, 'storage')).map((name) => join(folder, 'storage', name));
  const [changed, ...others] = names as [string, ...string[]];
  const text = readFileSync(changed, 'utf8');
  const inodes = new Map(names.map((name) => [name, statSync(name).ino]));
  writeFileSync(changed, `${text}# by hand\n`);
  writeEnvironment(rendered, directory);
  expect(readFileSync(changed, 'utf8')).toBe(text);
  for (const other of others) expect(statSync(other)).toMatchObject({ ino: inodes.get(other), nlink: 1 });
});

test('never touches a folder with something else in it', () => {
  mkdirSync(join(directory, 'local'));
  writeFileSync(join(directory, 'local', 'thesis.txt'), 'mine');
  expect(() => writeEnvironment(rendered, directory)).toThrow(ProblemsError);
  expect(readFileSync(join(directory, 'local', 'thesis.txt'), 'utf8')).toBe('mine');
  expect(readdirSync(directory)).toEqual(['local']);
});

test.each([
  'no',
  'yes',
  'on',
  'null',
  '~',
  '1.0',
  '0x1f',
  '1e3',
  '12:30:45',
  '2026-01-01',
  '',
  ' x',
  'a: b',
  '# c',
  "it's",
  'a\nb\n',
  '"',
  '\\',
  '- x',
  '010',
  '=',
  '<<',
  '!x',
  '&x',
  '*x',
  '\t',
  '\u0085',
])('the text %j stays a text for parsers of YAML 1.1 and 1.2', (text) => {
  const yaml = toYaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { text } });
  for (const version of ['1.1', '1.2'] as const) expect(parseDocument(yaml, { version }).toJS().data.text).toBe(text);
});
