import { tmpdir } from 'node:os';
import { parseAllDocuments } from 'yaml';
import { runBdc } from './run-bdc';

const bdc = (...args: string[]) => runBdc(tmpdir(), 'gitops', ...args);
const repository = ['--repo', 'https://git.example.com/data.git'];

test('argocd prints an Application', () => {
  const { status, stdout } = bdc('argocd', 'local', ...repository, '--path', 'dist/local', '--revision', 'v1');
  expect(status).toBe(0);
  expect(parseAllDocuments(stdout).map((document) => document.toJS())).toMatchObject([
    { kind: 'Application', spec: { source: { path: 'dist/local', targetRevision: 'v1' } } },
  ]);
});

test('flux prints a repository and a Kustomization per layer', () => {
  const { items } = JSON.parse(bdc('flux', 'local', ...repository, '--output', 'json').stdout);
  expect(items.map(({ kind, spec }: any) => [kind, spec.path])).toEqual([
    ['GitRepository', undefined],
    ['Kustomization', './rendered/local/foundation'],
    ['Kustomization', './rendered/local/control'],
    ['Kustomization', './rendered/local/storage'],
    ['Kustomization', './rendered/local/spark'],
    ['Kustomization', './rendered/local/edge'],
    ['Kustomization', './rendered/local/ml'],
  ]);
});

test('all that is wrong is told at once, and nothing is printed', () => {
  const { status, stdout, stderr } = bdc('flux', 'local', '--repo', 'x', '--path', '../y');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^error: --repo\n[\s\S]*\nerror: --path\n/);
});

test('without a repository the command line is wrong', () => {
  expect(bdc('argocd', 'local').status).toBe(2);
});
