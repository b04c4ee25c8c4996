import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root, runBdc } from './run-bdc';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bdc-import-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const bdc = (...args: string[]) => runBdc(directory, ...args);
const fixtures = join(root, 'test/environments/import');
const prod = join(fixtures, 'profiles/kubeadm-prod');
const patches = ['--patch', join(fixtures, 'patches/security.json'), '--patch', join(fixtures, 'patches/endpoints.json')];

function write(name: string, text: string): string {
  writeFileSync(join(directory, name), text);
  return name;
}

test.each(['mine.yaml', 'mine.ts', 'mine.json'])('bdc import writes %s, which bdc validate accepts', (file) => {
  expect(bdc('import', prod, ...patches, '-o', file)).toEqual({
    status: 0,
    stdout: `${file} is written; next: bdc validate ${file}\n`,
    stderr: '',
  });
  expect(bdc('validate', file).stdout).toMatch(/^mssql-cluster is valid: \d+ objects\n$/);
});

test('bdc import prints YAML with the address of the schema', () => {
  const { status, stdout } = bdc('import', join(prod, 'bdc.json'), join(prod, 'control.json'));
  expect(status).toBe(0);
  expect(stdout).toMatch(/^# yaml-language-server: \$schema=\S+environment\.schema\.json\n# Imported from bdc\.json, control\.json\./);
  expect(parse(stdout)).toMatchObject({ name: 'mssql-cluster', security: 'kerberos', realm: { kind: 'internal' } });
});

test('bdc import --report prints Markdown, beside the file if there is one', () => {
  const { status, stdout } = bdc('import', prod, '-o', 'acme.yaml', '--report');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^# From the big data cluster mssql-cluster to mssql-cluster\n/);
  expect(stdout).toContain('bdc validate acme.yaml');
  expect(existsSync(join(directory, 'acme.yaml'))).toBe(true);
});

test('bdc import writes nothing if anything is wrong, and tells all of it with its place', () => {
  const control = write('control.json', '{\n  "apiVersion": "v1",\n  "metadata": {"kind": "Cluster",\n  "spec": {\n');
  const pools = write('bdc.json', '{"apiVersion": "v1", "metadata": {"kind": "BigDataCluster" "name": "x"}}');
  const { status, stdout, stderr } = bdc('import', control, pools, '-o', 'out.yaml');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/error: control\.json:5:1\n/);
  expect(stderr).toMatch(/error: bdc\.json:1:\d+\n/);
  expect(existsSync(join(directory, 'out.yaml'))).toBe(false);
});

test('bdc import tells of a missing file, of a wrong ending and of a profile of another product', () => {
  expect(bdc('import', 'nothing.json').stderr).toContain('error: nothing.json\n  given:   ENOENT');
  const arc = write('control.json', '{"apiVersion": "arcdata.microsoft.com/v1", "kind": "DataController", "spec": {}}');
  const { status, stderr } = bdc('import', arc, '-o', 'out.toml');
  expect(status).toBe(1);
  expect(stderr).toContain('error: --out\n  given:   "out.toml"');
  expect(stderr).toContain('error: control.json: kind\n  given:   "DataController"');
});

test('bdc import begins with the built-in environment that is asked for', () => {
  const { stdout } = bdc('import', prod, '--from', 'aks-dev-test-ha');
  expect(parse(stdout)).toMatchObject({ platform: { kind: 'aks', exposure: 'NodePort' }, resources: { master: { memory: '8Gi' } } });
  expect(bdc('import', prod, '--from', 'aks').status).toBe(2);
});

test('the page on migration shows commands that there are', () => {
  const page = readFileSync(join(root, 'docs/migration.md'), 'utf8');
  const commands = [...page.matchAll(/(?<!azdata )\bbdc ((?:environments|gitops) \w+|[a-z]+)/g)].map(([, command]) => command!.split(' '));
  expect(commands.length).toBeGreaterThan(8);
  for (const command of commands) expect({ command, status: bdc(...command, '--help').status }).toEqual({ command, status: 0 });
});
