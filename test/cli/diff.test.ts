import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { local } from '../../environments';
import { runBdc } from './run-bdc';

let directory: string;
const bdc = (...args: string[]) => runBdc(directory, ...args);

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'bdc-diff-'));
  const settings = { 'hdfs-site.dfs.blocksize': '1m' };
  writeFileSync(join(directory, 'now.json'), JSON.stringify({ ...local, settings }));
  bdc('synth', 'local');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('nothing is different after synth', () => {
  expect(bdc('diff', 'dist', 'local')).toEqual({ status: 0, stdout: 'local: no differences\n', stderr: '' });
});

test('people are told the lines of files that differ', () => {
  const { status, stdout } = bdc('diff', 'dist', 'now.json');
  expect(status).toBe(1);
  expect(stdout).toMatch(/^local: 0 added, 0 removed, 4 changed\n/);
  expect(stdout).toContain('changed storage: ConfigMap nmnode-0-name-node\n  data["hdfs-site.xml"]\n    + ');
  expect(stdout).toMatch(
    /changed storage: StatefulSet nmnode-0\n {2}spec\.template\.metadata\.annotations\[".*config-hash"\]\n {4}- "\w+"\n {4}\+ "\w+"\n/,
  );
});

test.each([
  ['json', (text: string): unknown => JSON.parse(text)],
  ['yaml', (text: string): unknown => parse(text)],
])('programs are told as %s', (format, read) => {
  const { status, stdout } = bdc('diff', 'dist', 'now.json', '--output', format);
  expect(status).toBe(1);
  expect(read(stdout)).toMatchObject([
    {
      environment: 'local',
      differences: expect.arrayContaining([expect.objectContaining({ change: 'changed', kind: 'StatefulSet', name: 'nmnode-0' })]),
    },
  ]);
});

test('annotations for Argo CD are compared only where they were asked for', () => {
  bdc('synth', 'local', '--argocd', '-o', 'annotated');
  expect(bdc('diff', 'annotated', 'local', '--argocd').status).toBe(0);
  expect(bdc('diff', 'annotated', 'local').stdout).toMatch(/^local: 0 added, 0 removed, 15 changed\n/);
  expect(readFileSync(join(directory, 'annotated/local/storage/statefulset.nmnode-0.yaml'), 'utf8')).toContain(
    'argocd.argoproj.io/sync-wave: "2"',
  );
});

test.each([
  ['nothing was written', ['nowhere', 'local'], 'error: nowhere/local'],
  ['there is no such environment', ['dist', 'locall'], 'use local'],
  ['the command line is wrong', ['dist', '--wrong'], 'unknown option'],
])('trouble is not a difference: %s', (_, args, message) => {
  const { status, stdout, stderr } = bdc('diff', ...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
});
