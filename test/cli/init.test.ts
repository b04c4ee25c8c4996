import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { environments } from '../../environments';
import { renderFiles } from '../../stacks/gitops/files';
import { renderCluster } from '../../stacks/render-cluster';
import { dependencies, peerDependencies, version } from '../../package.json';
import { root, runBdc } from './run-bdc';

let directory: string;
const bdc = (...args: string[]) => runBdc(directory, ...args);

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'bdc-init-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('bdc init', () => {
  test('refuses a folder with something in it, and a folder that is no name for an environment', () => {
    mkdirSync(join(directory, 'Full'));
    writeFileSync(join(directory, 'Full/thesis.txt'), 'mine');
    const { status, stderr } = bdc('init', 'Full', '--from', 'local');
    expect(status).toBe(1);
    expect(stderr).toContain('error: --name\n  given:   "Full"');
    expect(stderr).toContain('error: Full\n  given:   a folder with 1 entries');
    expect(readdirSync(join(directory, 'Full'))).toEqual(['thesis.txt']);
  });

  test('begins with a built-in environment alone', () => {
    expect(bdc('init', 'x', '--from', 'locall').status).toBe(2);
  });

  test('depends on the version that made it', () => {
    expect(bdc('init', 'acme-data', '--from', 'local', '--name', 'acme').stdout).toBe(
      '9 files in acme-data; next: cd acme-data && npm install && npm run synth\n',
    );
    const files = readdirSync(join(directory, 'acme-data'), { recursive: true, encoding: 'utf8' });
    expect(files.toSorted()).toEqual([
      '.gitignore',
      'Pulumi.yaml',
      'README.md',
      'cdk8s.yaml',
      'environments',
      'environments/Pulumi.acme.yaml',
      'environments/acme.ts',
      'package.json',
      'pulumi.js',
      'tsconfig.json',
    ]);
    const { dependencies: needed, scripts } = JSON.parse(readFileSync(join(directory, 'acme-data/package.json'), 'utf8'));
    expect(needed).toEqual({ 'big-data-cluster': version });
    expect(scripts.synth).toBe('bdc synth environments/acme.ts --out rendered');
    expect(parse(readFileSync(join(directory, 'acme-data/cdk8s.yaml'), 'utf8')).app).toBe('npx bdc synth environments/acme.ts');
  });

  test('is a project of Pulumi with a stack for the environment', () => {
    const read = (path: string) => parse(readFileSync(join(directory, 'acme-data', path), 'utf8'));
    const project = read('Pulumi.yaml');
    const own = parse(readFileSync(join(root, 'Pulumi.yaml'), 'utf8'));
    expect(project).toEqual({ name: 'acme', main: 'pulumi.js', runtime: own.runtime, stackConfigDir: own.stackConfigDir });
    expect(read(`${project.stackConfigDir}/Pulumi.acme.yaml`)).toEqual({ config: { 'acme:environment': 'environments/acme.ts' } });
  });
});

/** A repository made by init that has the packed package and what that depends on, and nothing else. */
describe('the packed package', () => {
  const names = ['local', 'kubeadm-prod', 'openshift-prod'];
  const repository = () => join(directory, 'own');

  function run(program: string, ...args: string[]): SpawnSyncReturns<string> {
    return spawnSync(process.execPath, [program, ...args], { cwd: repository(), encoding: 'utf8' });
  }

  beforeAll(() => {
    const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', directory], {
      cwd: root,
      encoding: 'utf8',
    });
    const [{ filename }] = JSON.parse(packed.stdout);
    bdc('init', 'own', '--from', names[0]!, '--name', names[0]!);
    for (const name of names.slice(1)) {
      bdc('init', name, '--from', name);
      const program = readFileSync(join(directory, name, `environments/${name}.ts`));
      writeFileSync(join(repository(), `environments/${name}.ts`), program);
    }

    const modules = join(repository(), 'node_modules');
    mkdirSync(join(modules, 'big-data-cluster'), { recursive: true });
    spawnSync('tar', ['-xzf', join(directory, filename), '-C', join(modules, 'big-data-cluster'), '--strip-components=1']);
    for (const dependency of [...Object.keys(dependencies), ...Object.keys(peerDependencies)]) {
      mkdirSync(dirname(join(modules, dependency)), { recursive: true });
      symlinkSync(join(root, 'node_modules', dependency), join(modules, dependency));
    }

    const page = readFileSync(join(root, 'docs/own-environment.md'), 'utf8');
    writeFileSync(join(repository(), 'environments/acme-prod.ts'), /```ts\n([\s\S]*?)```/.exec(page)![1]!);
    const commented = readFileSync(join(repository(), `environments/${names[0]}.ts`), 'utf8');
    writeFileSync(
      join(repository(), 'environments/extended.ts'),
      commented.replace(/^\/\/(?! A service) ?/gm, '').replace(/name: '.*'/, "name: 'extended'"),
    );
  });

  test('has no tests, sources or generators in it', () => {
    const files = readdirSync(join(repository(), 'node_modules/big-data-cluster'));
    expect(files.toSorted()).toEqual(['LICENSE', 'NOTICE', 'README.md', 'build', 'cdk8s.yaml', 'environments', 'package.json']);
    expect(readdirSync(join(repository(), 'node_modules/big-data-cluster/build/environments'))).not.toContain('reference');
  });

  test('has the types that what init wrote, and what the documentation shows, needs', () => {
    expect(run(join(root, 'node_modules/typescript/bin/tsc'), '--noEmit').stdout).toBe('');
  });

  test('has the program that pulumi up runs', () => {
    const program = "process.stdout.write(require('./pulumi.js').name)";
    expect(run('--eval', program)).toMatchObject({ status: 0, stdout: 'deployStack' });
  });

  function synth(name: string) {
    const { status, stderr } = run(
      'node_modules/big-data-cluster/build/cli/main.js',
      'synth',
      `environments/${name}.ts`,
      '--out',
      'rendered',
    );
    return { status, stderr };
  }

  test.each(names)('renders %s to the same bytes as here', (name) => {
    expect(synth(name).status).toBe(0);
    for (const [path, text] of renderFiles(renderCluster(environments[name]).layers)) {
      expect({ path, text: readFileSync(join(repository(), 'rendered', name, path), 'utf8') }).toEqual({ path, text });
    }
  });

  test('renders the service that init left in comments', () => {
    expect(synth('extended')).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(join(repository(), 'rendered/extended/edge'))).toContain('deployment.web.yaml');
  });

  test('renders what the documentation shows: a pool and a service of their own', () => {
    const { status, stderr } = synth('acme-prod');
    expect(status).toBe(0);
    expect(stderr).not.toContain('acceptEula');
    const read = (path: string) => parse(readFileSync(join(repository(), 'rendered/acme-prod', path), 'utf8'));
    expect(read('storage/statefulset.storage-0.yaml').spec.replicas).toBe(5);
    expect(read('spark/statefulset.spark-1.yaml').spec.template.spec.priorityClassName).toBe('batch');
    expect(read('edge/deployment.superset.yaml').spec.replicas).toBe(2);
    const calls = (component: string, port: number) => ({
      to: [{ podSelector: { matchLabels: expect.objectContaining({ 'app.kubernetes.io/component': component }) } }],
      ports: [{ protocol: 'TCP', port }],
    });
    const { egress } = read('edge/networkpolicy.superset.yaml').spec;
    expect(egress).toEqual(expect.arrayContaining([calls('gateway', 8443), calls('master', 1433)]));
  });
});
