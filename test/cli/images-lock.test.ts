import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { digestOf } from '../../cli/registry';
import { parseEnvironment } from '../../environments/schema/parse';
import { catalogue } from '../../images/catalogue';
import tags from '../../images/tags.json';
import { sqlAlone } from '../environments/sql';
import { root } from './run-bdc';

/** Digests by `<name>:<tag>`, as the registry has them. */
const held = new Map<string, string>();
const digest = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** How the registry asks who is there. */
let door: 'open' | 'basic' | 'bearer' | 'elsewhere';
const login = Buffer.from('ada:secret').toString('base64');
let asked: string[];

/** The part of a registry that tells digests. */
function serve({ method, url = '', headers }: IncomingMessage, response: ServerResponse): void {
  asked.push(`${method} ${url}`);
  const { authorization } = headers;
  const path = new URL(url, 'http://registry').pathname;
  if (path === '/token') {
    const { searchParams } = new URL(url, 'http://registry');
    if (authorization !== `Basic ${login}`) return void response.writeHead(401).end();
    return void response.end(JSON.stringify({ token: `${searchParams.get('service')} ${searchParams.get('scope')}` }));
  }
  const [, name, tag] = /^\/v2\/(.+)\/manifests\/(.+)$/.exec(path) ?? [];
  const scope = `repository:${name}:pull`;
  const challenges = {
    open: undefined,
    basic: 'Basic realm="registry"',
    bearer: `Bearer realm="http://${host}/token",service="registry",scope="${scope}"`,
    elsewhere: 'Bearer realm="http://registry.example.com/token",service="registry"',
  };
  const expected = { open: authorization, basic: `Basic ${login}`, bearer: `Bearer registry ${scope}`, elsewhere: 'nothing' }[door];
  if (authorization !== expected) return void response.writeHead(401, { 'www-authenticate': challenges[door] }).end();
  const found = held.get(`${name}:${tag}`);
  if (!found || !headers.accept?.includes('application/vnd.oci.image.index.v1+json')) return void response.writeHead(404).end();
  if (found.startsWith('sha256:')) response.setHeader('docker-content-digest', found);
  response.end(method === 'HEAD' ? undefined : found);
}

let registry: Server;
let host: string;
let directory: string;

beforeAll(async () => {
  registry = createServer(serve);
  await new Promise<void>((done) => registry.listen(0, '127.0.0.1', done));
  host = `127.0.0.1:${(registry.address() as AddressInfo).port}`;
  directory = mkdtempSync(join(tmpdir(), 'bdc-lock-'));
  writeFileSync(join(directory, 'config.json'), JSON.stringify({ auths: { [host]: { auth: login } } }));
});

beforeEach(() => {
  door = 'open';
  asked = [];
  held.clear();
  held.set('data/hadoop:3', digest('hadoop'));
  process.env.DOCKER_CONFIG = join(directory, 'nobody');
});

afterAll(async () => {
  delete process.env.DOCKER_CONFIG;
  rmSync(directory, { recursive: true, force: true });
  await new Promise((done) => registry.close(done));
});

describe('a registry', () => {
  const hadoop = () => digestOf({ repository: `${host}/data/hadoop`, tag: '3' });

  test('tells the digest of a tag', async () => {
    expect(await hadoop()).toBe(digest('hadoop'));
    expect(asked).toEqual(['HEAD /v2/data/hadoop/manifests/3']);
  });

  test('that tells none has the manifest, whose digest it is', async () => {
    held.set('data/hadoop:3', '{"manifests": []}');
    expect(await hadoop()).toBe(digest('{"manifests": []}'));
  });

  test.each(['basic', 'bearer'] as const)('gets the login of docker login where it asks for it (%s)', async (kind) => {
    door = kind;
    await expect(hadoop()).rejects.toThrow(`${host} wants a login: docker login ${host}`);
    process.env.DOCKER_CONFIG = directory;
    expect(await hadoop()).toBe(digest('hadoop'));
  });

  test('cannot send the login to somebody else in the clear', async () => {
    door = 'elsewhere';
    process.env.DOCKER_CONFIG = directory;
    await expect(hadoop()).rejects.toThrow('without TLS');
  });

  test('may not have it', async () => {
    await expect(digestOf({ repository: `${host}/data/spark`, tag: '4' })).rejects.toThrow(`${host} does not have it`);
  });

  test('may not answer', async () => {
    await expect(digestOf({ repository: '127.0.0.1:1/data/hadoop', tag: '3' })).rejects.toThrow('127.0.0.1:1 does not answer');
  });

  test('has to be named', async () => {
    await expect(digestOf({ repository: 'mssql/server', tag: '1' })).rejects.toThrow('mssql/server names no registry');
  });
});

describe('bdc images lock', () => {
  /** Not run to its end at once, since the registry is in this process. */
  function lock(environment: object, ...options: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    writeFileSync(join(directory, 'mine.json'), JSON.stringify(environment));
    const args = [join(root, 'build/cli/main.js'), 'images', 'lock', 'mine.json', ...options];
    return new Promise((done) => {
      execFile(process.execPath, args, { cwd: directory }, (error, stdout, stderr) =>
        done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      );
    });
  }

  const environment = () => ({
    ...sqlAlone,
    resources: {
      ...sqlAlone.resources,
      'nmnode-0': { cpu: '1', memory: '2Gi' },
      'storage-0': { type: 'Storage', replicas: 1, cpu: '1', memory: '2Gi' },
    },
    images: { repository: `${host}/data`, pullSecret: 'pull', sqlServer: { repository: `${host}/mssql/server`, tag: '2025' } },
  });

  test.each([[], ['--output', 'json']])('prints the field with the digests, for the environment to hold them', async (...options) => {
    const { agAgent, hadoop, s3 } = catalogue('data');
    for (const { repository, tag } of [agAgent, hadoop, s3]) held.set(`${repository}:${tag}`, digest(repository));
    held.set('mssql/server:2025', digest('sql'));
    const { code, stdout } = await lock(environment(), ...options);
    expect({ code, json: stdout.startsWith('{') }).toEqual({ code: 0, json: options.length > 0 });
    const { images } = parse(stdout);
    expect(images).toEqual({
      repository: `${host}/data`,
      digests: { 'ag-agent': digest('data/ag-agent'), hadoop: digest('data/hadoop'), s3: digest('data/s3') },
      pullSecret: 'pull',
      sqlServer: { repository: `${host}/mssql/server`, tag: '2025', polyBase: false, machineLearning: false, digest: digest('sql') },
    });
    expect(parseEnvironment({ ...environment(), images })).not.toHaveProperty('problems');
  });

  test('tells of all images that no registry has', async () => {
    const { code, stdout, stderr } = await lock(environment());
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`error: images.repository\n  given:   "${host}/data/hadoop:${tags.hadoop}"`);
    expect(stderr).toContain(`error: images.sqlServer.repository\n  given:   "${host}/mssql/server:2025"`);
    expect(stderr).toContain(`${host} does not have it`);
  });
});
