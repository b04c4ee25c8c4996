import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { environments, local } from '../../environments';
import { renderFiles } from '../../stacks/gitops/files';
import { renderCluster } from '../../stacks/render-cluster';
import { root, runBdc } from './run-bdc';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bdc-cli-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const bdc = (...args: string[]) => runBdc(directory, ...args);

function write(name: string, text: string): string {
  writeFileSync(join(directory, name), text);
  return name;
}

function filesBelow(folder: string): Record<string, string> {
  const files = readdirSync(join(directory, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => [
      join(entry.parentPath, entry.name).slice(join(directory, folder).length + 1),
      readFileSync(join(entry.parentPath, entry.name), 'utf8'),
    ]),
  );
}

describe('bdc synth', () => {
  test('writes a built-in environment below dist and tells its sums', () => {
    const { status, stdout } = bdc('synth', 'local');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^ENVIRONMENT +OBJECTS +PODS +CPU +MEMORY +VOLUMES +SIZE +IMAGES +WRITTEN TO\nlocal +60 +7 +1\.25 +12\.1 GiB +4 +10 GiB +7 +dist\/local\n$/,
    );
    expect(filesBelow('dist/local')).toEqual(Object.fromEntries(renderFiles(renderCluster(local).layers)));
  });

  test('without a name writes all of them, and warns once of what is the same in several', () => {
    const { status, stderr } = bdc('synth', '-o', 'out');
    expect(status).toBe(0);
    expect(readdirSync(join(directory, 'out'))).toEqual(Object.keys(environments).toSorted());
    const warnings = [...stderr.matchAll(/^warning: (.*): (\S+)\n {2}given: +(.*)$/gm)].map(([, about, path, given]) => ({
      about,
      path,
      given,
    }));
    const withoutLicence = Object.keys(environments).filter((name) => 'sql' in environments[name]! && !environments[name].acceptEula);
    expect(withoutLicence.length).toBeGreaterThan(1);
    expect(warnings.filter(({ path }) => path === 'acceptEula')).toEqual([
      { about: withoutLicence.join(', '), path: 'acceptEula', given: 'false' },
    ]);
    expect(new Set(warnings.map(({ path, given }) => `${path} ${given}`)).size).toBe(warnings.length);
  });

  test('warns of one environment under its name', () => {
    expect(bdc('synth', 'kubeadm-prod').stderr).toMatch(/^warning: kubeadm-prod: /);
  });

  test('tells programs what it wrote', () => {
    expect(JSON.parse(bdc('synth', 'local', '--output', 'json').stdout)).toMatchObject([
      { plan: { environment: 'local', objects: 60 }, folder: 'dist/local' },
    ]);
  });

  test('writes the same objects as one stream, and no files', () => {
    const { status, stdout } = bdc('synth', 'local', '--stdout');
    const written = renderCluster(local).layers.flatMap(({ manifests }) => manifests);
    expect(status).toBe(0);
    expect(parseAllDocuments(stdout).map((document) => document.toJS() as unknown)).toEqual(written);
    expect(existsSync(join(directory, 'dist'))).toBe(false);
    expect(bdc('synth', 'local', '--stdout', '--out', 'rendered')).toMatchObject({ status: 2, stdout: '' });
  });

  test('writes nothing if anything is wrong, and tells everything that is', () => {
    const file = write('bad.json', JSON.stringify({ ...local, name: 'Bad', platform: { kind: 'kubernets' } }));
    const { status, stdout, stderr } = bdc('synth', file);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('error: name\n  given:   "Bad"\n  allowed: at most 40');
    expect(stderr).toContain(
      'error: platform.kind\n  given:   "kubernets"\n  allowed: "kubernetes" or "aks" or "openshift"\n  fix:     use kubernetes',
    );
    expect(existsSync(join(directory, 'dist'))).toBe(false);
  });

  test('takes a program, and what it adds', () => {
    mkdirSync(join(directory, 'node_modules'));
    symlinkSync(root, join(directory, 'node_modules/big-data-cluster'));
    for (const name of ['cdk8s', 'constructs']) symlinkSync(join(root, 'node_modules', name), join(directory, 'node_modules', name));
    const file = write(
      'acme.ts',
      `import { ApiObject, Lazy } from 'cdk8s';
       import { Construct } from 'constructs';
       import { Workload, type BigDataCluster, type EnvironmentInput } from 'big-data-cluster';
       import { local } from 'big-data-cluster/environments';
       export default { ...local, name: 'acme' } satisfies EnvironmentInput;
       export function extend({ cluster, layer }: BigDataCluster): void {
         new Workload(layer('edge'), 'web', { cluster, kind: 'Deployment', replicas: 1,
           processes: [{ name: 'web', image: { repository: 'web', tag: '1' }, cpu: '1', memory: '1Gi', connectsTo: ['nmnode-0'] }] });
         new ApiObject(new Construct(layer('edge'), 'own'), 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: { later: Lazy.any({ produce: () => 'known' }) },
           metadata: { name: 'own', namespace: cluster.namespace, labels: { 'app.kubernetes.io/instance': 'acme', 'app.kubernetes.io/part-of': 'acme', 'app.kubernetes.io/managed-by': 'bdc' } } });
       }`,
    );
    expect(bdc('synth', file)).toMatchObject({ status: 0, stderr: '' });
    expect(Object.keys(filesBelow('dist/acme'))).toEqual(
      expect.arrayContaining(['edge/deployment.web.yaml', 'edge/networkpolicy.web.yaml']),
    );
    expect(filesBelow('dist/acme')['edge/configmap.own.yaml']).toContain('later: known');
  });
});

describe('bdc environments', () => {
  test.each(['json', 'yaml'])('show prints %s that validate and synth take', (format) => {
    const { stdout } = bdc('environments', 'show', 'local', '--output', format);
    const file = write(`shown.${format}`, stdout);
    expect(bdc('validate', file)).toEqual({ status: 0, stdout: 'local is valid: 60 objects\n', stderr: '' });
    bdc('synth', file, '-o', 'shown');
    bdc('synth', 'local', '-o', 'built-in');
    expect(filesBelow('shown')).toEqual(filesBelow('built-in'));
  });

  test('show tells editors where the JSON Schema is', () => {
    const { $schema } = JSON.parse(bdc('environments', 'show', 'local', '--output', 'json').stdout);
    expect(JSON.parse(readFileSync(join(directory, $schema), 'utf8'))).toMatchObject({ title: 'Environment of a Big Data Cluster' });
    expect(bdc('environments', 'show', 'local').stdout.split('\n')[0]).toBe(`# yaml-language-server: $schema=${$schema}`);
    const again = bdc(
      'environments',
      'show',
      write('again.json', '{"$schema": "old", "name": "a", "platform": {"kind": "kubernetes"}, "resources": {}}'),
    );
    expect(again.stdout).not.toContain('old');
  });

  test('list names each with its sums', () => {
    expect(JSON.parse(bdc('environments', 'list', '--output', 'json').stdout)).toEqual(
      expect.arrayContaining([expect.objectContaining({ environment: 'local', objects: 60, pods: 7 })]),
    );
  });
});

test('bdc plan tells what a cluster takes, and what somebody should know', () => {
  expect(parse(bdc('plan', 'local', '--output', 'yaml').stdout)).toMatchObject({
    namespace: 'local',
    workloads: expect.arrayContaining([
      expect.objectContaining({ workload: 'nmnode-0', pods: 1, memoryMebibytes: 640, volumes: 1 }),
      expect.objectContaining({ workload: 'storage-0', pods: 1, memoryMebibytes: 7040, volumes: 2 }),
    ]),
    total: { pods: 7, cpuMillicores: 1250, memoryMebibytes: 12352, volumeMebibytes: 10240 },
  });
  expect(bdc('plan', 'local').stdout).toContain('note: security is simple: users inside the cluster are not isolated from each other');
});

test('bdc images names each image once', () => {
  const images = bdc('images', 'local').stdout.trimEnd().split('\n');
  expect(images.map((image) => /^localhost\/big-data-cluster\/([a-z0-9]+):[0-9.]+-[0-9a-f]{12}$/.exec(image)?.[1])).toEqual([
    'controller',
    'database',
    'gateway',
    'hadoop',
    'mlflow',
    's3',
    'spark',
  ]);
});

describe('an environment that cannot be loaded', () => {
  test.each([
    [
      'an unknown name',
      'locall',
      `given:   "locall"\n  allowed: ${Object.keys(environments).join(', ')}, or a file (.ts, .mts, .cts, .js, .mjs, .cjs, .json, .yaml, .yml)\n  fix:     use local`,
    ],
    ['a missing file', 'none.yaml', 'error: none.yaml\n  given:   ENOENT'],
    ['a folder', '../', 'choose one of them'],
  ])('%s', (_, name, text) => {
    const { status, stderr } = bdc('validate', name);
    expect(status).toBe(1);
    expect(stderr).toContain(text);
  });

  test.each([
    ['broken.yaml', 'name: [', 'error: broken.yaml:1:'],
    ['broken.json', '{"name": }', 'error: broken.json:1:10'],
    ['twice.yaml', 'name: a\nname: b\n', 'error: twice.yaml:2:1'],
    ['twice.json', '{"name": "a:", "name": "b"}', 'error: twice.json:1:16'],
    ['alias.yaml', 'name: *nowhere', 'error: alias.yaml\n  given:   ReferenceError: Unresolved alias'],
    ['empty.yaml', '', '(the whole document)\n  given:   null'],
    ['broken.ts', 'export default {', 'error: broken.ts'],
    ['throws.js', 'throw new Error("no luck")', 'given:   no luck'],
    ['extends.js', 'exports.default = {}; exports.extend = 1', 'error: extends.js: extend'],
    ['nothing.js', '', 'error: name'],
  ])('%s', (name, text, message) => {
    const { status, stdout, stderr } = bdc('validate', write(name, text));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});

describe('the command line', () => {
  test.each([
    [['sinth']],
    [['synth', '--format', 'json']],
    [['synth', 'local', 'more']],
    [['validate']],
    [['plan', '--output', 'xml']],
    [[]],
  ])('%j is a wrong one', (args) => {
    expect(bdc(...args).status).toBe(2);
  });

  test.each([[['--help']], [['synth', '--help']], [['environments', 'show', '--help']], [['plan', '--help']], [['--version']]])(
    '%j answers',
    (args) => {
      const { status, stdout } = bdc(...args);
      expect(status).toBe(0);
      expect(stdout).toMatch(args.includes('--version') ? /^\d+\.\d+\.\d+\n$/ : /Usage: bdc[\s\S]*Example/);
    },
  );
});
