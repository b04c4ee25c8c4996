import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { images } from './client';
import { getAll, kubectl, tryKubectl } from './kubectl';
import { Engine, type Step } from './pulumi/engine';

const root = resolve(__dirname, '../..');
const name = 'live-pulumi';
const engine = new Engine(name);
const password = 'Nobody-reads-this-1';
const encoded = Buffer.from(password).toString('base64');

/** The environment of the repository, with a workload whose pod does not start without a Secret. */
function writeEnvironment(changes = ''): void {
  writeFileSync(
    join(engine.repository, `environments/${name}.ts`),
    `import { Workload, type BigDataCluster, type EnvironmentInput } from 'big-data-cluster';
import { local } from 'big-data-cluster/environments';

export default { ...local, name: '${name}', images: ${JSON.stringify(images)}, ${changes} } satisfies EnvironmentInput;

export function extend({ cluster, layer }: BigDataCluster): void {
  new Workload(layer('edge'), 'client', {
    cluster,
    kind: 'Deployment',
    replicas: 1,
    processes: [
      {
        name: 'client',
        image: cluster.images.hadoop,
        args: ['sleep', 'infinity'],
        cpu: '10m',
        memory: '64Mi',
        graceSeconds: 1,
        writableDirectories: ['/tmp'],
        secrets: [{ secret: 'sql-sa', directory: '/var/run/secrets/sql-sa' }],
      },
    ],
  });
}
`,
  );
}

/** Kinds and names by the folders that `bdc synth` writes. */
function layers(): Record<string, string[]> {
  const out = join(engine.directory, 'rendered');
  execFileSync(process.execPath, [join(root, 'build/cli/main.js'), 'synth', `environments/${name}.ts`, '-o', out], {
    cwd: engine.repository,
  });
  const read = (path: string) => parse(readFileSync(join(out, name, path), 'utf8'));
  return Object.fromEntries(
    read('kustomization.yaml').resources.map((layer: string) => [
      layer,
      read(`${layer}/kustomization.yaml`).resources.map((file: string) => {
        const { kind, metadata } = read(`${layer}/${file}`);
        return [kind, metadata.namespace, metadata.name].filter(Boolean).join('/');
      }),
    ]),
  );
}

/** Whether what was done to `object` began after it was done to all of `earlier`. */
function beginsAfter(steps: readonly Step[], object: string, earlier: readonly string[]): boolean {
  const at = (when: Step['when'], of: string) => steps.findIndex((step) => step.when === when && step.object === of);
  return earlier.every((other) => at('ends', other) >= 0 && at('ends', other) < at('begins', object));
}

/** How kubectl reaches the cluster, keys included. */
function kubeconfig(): string {
  return kubectl(['config', 'view', '--raw', '--flatten', '--minify']);
}

function deleteNamespace(): void {
  tryKubectl(['delete', 'namespace', name, '--timeout=120s'], { timeoutSeconds: 130 });
}

let objects: string[];

beforeAll(() => {
  deleteNamespace();
  writeEnvironment();
  objects = Object.values(layers()).flat();
  engine.run(['stack', 'init', name]);
  engine.run(['config', 'set', '--secret', 'kubeconfig'], { input: kubeconfig() });
  engine.run(['config', 'set', '--secret', 'sql-sa.password'], { input: password });
});

afterAll(() => {
  deleteNamespace();
  rmSync(engine.directory, { recursive: true, force: true });
});

test('preview tells every object, and touches nothing', () => {
  expect(engine.run(['preview'])).toContain(`+ ${objects.length + 4} to create`);
  expect(engine.steps()).toEqual([]);
  expect(tryKubectl(['get', 'namespace', name]).status).not.toBe(0);
});

test('up makes every object, a layer after the one before it is there, and ends when the pods are ready', () => {
  expect(engine.run(['up', '--yes', '--skip-preview'])).toContain(`+ ${objects.length + 4} created`);
  const pods = getAll('statefulsets,deployments', name).map(({ metadata, spec, status }) => [
    metadata.name,
    status.readyReplicas === spec.replicas,
  ]);
  expect(pods.toSorted()).toEqual([
    ['client', true],
    ['nmnode-0', true],
    ['storage-0', true],
  ]);

  const steps = engine.steps();
  const made = steps.filter(({ when }) => when === 'ends').map(({ object }) => object);
  expect(made.toSorted()).toEqual([...objects, `Secret/${name}/sql-sa`].toSorted());
  const earlier: string[] = [];
  for (const layer of Object.values(layers())) {
    for (const object of layer) expect({ object, inOrder: beginsAfter(steps, object, earlier) }).toEqual({ object, inOrder: true });
    earlier.push(...layer);
  }
  expect(beginsAfter(steps, `Deployment/${name}/client`, [`Secret/${name}/sql-sa`])).toBe(true);
});

test('there is nothing to do after that', () => {
  expect(engine.run(['preview', '--expect-no-changes'])).toContain(`${objects.length + 4} unchanged`);
});

test('the cluster has the secret; the state, its history and the configuration have nothing of it', () => {
  const secret = getAll('secrets', name).find(({ metadata }) => metadata.name === 'sql-sa');
  expect(secret.data).toEqual({ password: encoded });
  const { 'client-key-data': key } = parse(kubeconfig()).users[0].user;
  const kept = engine.kept();
  expect(engine.run(['stack', 'export', '--show-secrets'])).toContain(encoded);
  for (const value of [password, encoded, Buffer.from(encoded).toString('base64'), key]) expect(kept.includes(value)).toBe(false);
  expect(JSON.parse(engine.run(['stack', 'output', '--json', '--show-secrets']))).toEqual({ namespace: name, endpoints: {} });
});

test('a change updates what it changes, and does not wait for pods that only operators replace', () => {
  const before = getAll('pods', name).map(({ metadata }) => metadata.uid);
  writeEnvironment("settings: { 'hdfs-site.dfs.datanode.handler.count': '11' }");
  expect(engine.run(['up', '--yes', '--skip-preview'])).toMatch(/~ \d+ updated/);
  const updated = engine.steps().filter(({ when }) => when === 'ends');
  expect(new Set(updated.map(({ operation }) => operation))).toEqual(new Set(['update']));
  expect(updated.map(({ object }) => object)).toEqual(expect.arrayContaining([`StatefulSet/${name}/storage-0`]));
  expect(getAll('pods', name).map(({ metadata }) => metadata.uid)).toEqual(before);
  engine.run(['preview', '--expect-no-changes']);
});

test('another name for what holds data is refused before anything happens', () => {
  writeEnvironment("namespace: 'elsewhere'");
  const { status, stdout } = engine.try(['up', '--yes']);
  expect(status).not.toBe(0);
  expect(stdout).toMatch(new RegExp(`StatefulSet/${name}/storage-0" cannot be deleted\\s+because it is protected`));
  expect(engine.steps()).toEqual([]);
  writeEnvironment();
});

test('destroy is refused until the protection is given up; then only the namespace with its volume claims stays', () => {
  expect(engine.try(['destroy', '--yes', '--skip-preview']).status).not.toBe(0);
  expect(getAll('statefulsets', name)).toHaveLength(2);
  engine.run(['config', 'set', 'protect', 'false']);
  engine.run(['up', '--yes', '--skip-preview']);
  const claims = getAll('persistentvolumeclaims', name).map(({ metadata }) => metadata.uid);
  engine.steps();

  engine.run(['destroy', '--yes', '--skip-preview']);
  const steps = engine.steps();
  const deleted: string[] = [];
  for (const layer of Object.values(layers()).toReversed()) {
    const objectsOfLayer = layer.filter((object) => object !== `Namespace/${name}`);
    for (const object of objectsOfLayer)
      expect({ object, inOrder: beginsAfter(steps, object, deleted) }).toEqual({ object, inOrder: true });
    deleted.push(...objectsOfLayer);
  }
  expect(getAll('all', name)).toEqual([]);
  expect(getAll('persistentvolumeclaims', name).map(({ metadata }) => metadata.uid)).toEqual(claims);
  expect(kubectl(['get', 'namespace', name, '-o', 'jsonpath={.status.phase}'])).toBe('Active');
});

test('up finds the namespace and the data again', () => {
  const claims = getAll('persistentvolumeclaims', name).map(({ metadata }) => metadata.uid);
  engine.run(['up', '--yes', '--skip-preview']);
  expect(getAll('persistentvolumeclaims', name).map(({ metadata }) => metadata.uid)).toEqual(claims);
  expect(getAll('statefulsets', name).map(({ status }) => status.readyReplicas)).toEqual([1, 1]);
});

test('the built-in environments are stacks too', () => {
  const project = join(engine.directory, 'project');
  mkdirSync(join(project, 'environments'), { recursive: true });
  copyFileSync(join(root, 'Pulumi.yaml'), join(project, 'Pulumi.yaml'));
  for (const folder of ['build', 'node_modules']) symlinkSync(join(root, folder), join(project, folder));
  engine.run(['stack', 'init', 'kubeadm-prod'], { cwd: project });
  engine.run(['config', 'set', '--secret', 'kubeconfig'], { cwd: project, input: kubeconfig() });
  expect(engine.run(['preview'], { cwd: project })).toMatch(/\+ \d+ to create/);
  expect(readdirSync(join(project, 'environments'))).toEqual(['Pulumi.kubeadm-prod.yaml']);
});
