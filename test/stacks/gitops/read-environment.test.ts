import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environments } from '../../../environments';
import { smallest } from '../../environments/smallest';
import { ProblemsError } from '../../../environments/problem';
import { compareLayers } from '../../../stacks/gitops/compare';
import { readEnvironment } from '../../../stacks/gitops/read-environment';
import { writeEnvironment } from '../../../stacks/gitops/write-environment';
import { renderCluster } from '../../../stacks/render-cluster';

let directory: string;

beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'bdc-read-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function problemsOf(run: () => unknown): ProblemsError['problems'] {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems;
    throw error;
  }
  return [];
}

test.each(Object.keys(environments))('%s is read as it was written', (name) => {
  const rendered = renderCluster(environments[name]);
  writeEnvironment(rendered, directory);
  const read = readEnvironment(name, directory);
  expect(read.map((layer) => layer.name)).toEqual(rendered.layers.map((layer) => layer.name));
  expect(compareLayers(read, rendered.layers)).toEqual([]);
});

test('a folder that bdc did not write is refused', () => {
  expect(problemsOf(() => readEnvironment('local', directory))).toMatchObject([{ path: join(directory, 'local'), given: 'nothing' }]);
  mkdirSync(join(directory, 'local'));
  writeFileSync(join(directory, 'local/kustomization.yaml'), 'resources: []\n');
  expect(problemsOf(() => readEnvironment('local', directory))).toMatchObject([{ given: 'something that bdc did not write' }]);
});

test('all spoiled files are told at once', () => {
  const folder = writeEnvironment(renderCluster(smallest), directory);
  writeFileSync(join(folder, 'foundation/namespace.local.yaml'), 'kind: [');
  writeFileSync(join(folder, 'storage/service.storage-0-svc.yaml'), '');
  writeFileSync(join(folder, 'storage/service.nmnode-0-svc.yaml'), 'kind: *service\n');
  expect(problemsOf(() => readEnvironment('local', directory)).map(({ path }) => path)).toEqual([
    join(folder, 'foundation/namespace.local.yaml'),
    join(folder, 'storage/service.nmnode-0-svc.yaml'),
    join(folder, 'storage/service.storage-0-svc.yaml'),
  ]);
});
