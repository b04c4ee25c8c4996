import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environments } from '../../environments';
import type { EnvironmentInput } from '../../environments/schema/environment';
import { writeEnvironment } from '../../stacks/gitops/write-environment';
import { renderCluster } from '../../stacks/render-cluster';
import { doors } from '../environments/doors';
import { kubectl, tryKubectl } from './kubectl';

const directory = mkdtempSync(join(tmpdir(), 'bdc-live-'));

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The built-in environments, and one with every door. */
const all: Readonly<Record<string, EnvironmentInput>> = { ...environments, doors };

/** Under a name of its own, so that a test never touches somebody's cluster. */
const names = Object.keys(all).map((name) => ({ name, namespace: `dry-${name}` }));

test.each(names)('the API server accepts every object of $name, strictly', ({ name, namespace }) => {
  const rendered = renderCluster({ ...all[name]!, name: namespace });
  const folder = writeEnvironment(rendered, directory);
  try {
    // An object in a namespace that is only dry-run is refused.
    kubectl(['apply', '--server-side', '-f', join(folder, 'foundation', `namespace.${namespace}.yaml`)]);
    for (const layer of rendered.layers) {
      kubectl(['apply', '--server-side', '--dry-run=server', '--validate=strict', '-k', join(folder, layer.name)]);
    }
  } finally {
    tryKubectl(['delete', 'namespace', namespace, '--wait=false']);
  }
});
