import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Image } from '../images/catalogue';

/** An image for several machines first: its digest is good on all of them. */
const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

const timeoutMilliseconds = 30_000;

/**
 * The digest that the tag of an image has now, as its registry tells it.
 *
 * Credentials are those that `docker login` wrote into its file; helpers that keep them elsewhere are not asked.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
 * @throws Error in words for people
 */
export async function digestOf({ repository, tag }: Image): Promise<string> {
  const slash = repository.indexOf('/');
  const host = repository.slice(0, slash);
  if (slash < 0 || !(/[.:]/.test(host) || host === 'localhost')) throw new Error(`${repository} names no registry`);

  const url = `${schemeOf(host)}://${host}/v2/${repository.slice(slash + 1)}/manifests/${tag}`;
  const head = await answer('HEAD', url, host);
  const digest = head.headers.get('docker-content-digest') ?? (await digestOfBody(url, host));
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Error(`${host} gave the digest ${digest}`);
  return digest;
}

/** Registries may leave the header out; the digest is that of the manifest's bytes. */
async function digestOfBody(url: string, host: string): Promise<string> {
  const body = await (await answer('GET', url, host)).arrayBuffer();
  return `sha256:${createHash('sha256').update(Buffer.from(body)).digest('hex')}`;
}

async function answer(method: 'HEAD' | 'GET', url: string, host: string): Promise<Response> {
  let response = await ask(method, url);
  if (response.status === 401) {
    const authorization = await authorize(response.headers.get('www-authenticate') ?? '', credentialsFor(host));
    if (authorization !== undefined) response = await ask(method, url, authorization);
  }
  if (response.ok) return response;
  const reasons: Readonly<Record<number, string>> = {
    401: `${host} wants a login: docker login ${host}`,
    403: `${host} does not let this login read it`,
    404: `${host} does not have it`,
  };
  throw new Error(reasons[response.status] ?? `${host} answered ${response.status}`);
}

async function ask(method: 'HEAD' | 'GET', url: string, authorization?: string): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      headers: { accept: manifestTypes.join(', '), ...(authorization !== undefined && { authorization }) },
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
  } catch (error) {
    const { message, cause } = error as Error;
    throw new Error(`${new URL(url).host} does not answer: ${(cause as NodeJS.ErrnoException | undefined)?.code ?? message}`, {
      cause: error,
    });
  }
}

/**
 * What to say to a registry that asked who is there: a token from where it points to, or the login itself.
 *
 * @see https://distribution.github.io/distribution/spec/auth/token/
 */
async function authorize(challenge: string, basic: string | undefined): Promise<string | undefined> {
  if (/^basic /i.test(challenge)) return basic;
  if (!/^bearer /i.test(challenge)) return undefined;
  const { realm, ...parameters } = Object.fromEntries([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  if (!realm || !URL.canParse(realm)) return undefined;
  const url = new URL(realm);
  // A login must not travel in the clear, whatever the registry points to.
  if (url.protocol !== 'https:' && schemeOf(url.host) !== 'http') throw new Error(`the registry sends logins to ${realm}, without TLS`);
  for (const name of ['service', 'scope']) if (parameters[name]) url.searchParams.set(name, parameters[name]);
  const response = await ask('GET', url.href, basic);
  if (!response.ok) return undefined;
  const { token, access_token: accessToken } = (await response.json()) as { token?: string; access_token?: string };
  return `Bearer ${token ?? accessToken}`;
}

/** As container runtimes do: a registry of the own machine needs no TLS. */
function schemeOf(host: string): 'http' | 'https' {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host) ? 'http' : 'https';
}

/** @see https://docs.docker.com/reference/cli/docker/login/#credential-stores */
function credentialsFor(host: string): string | undefined {
  const file = join(process.env.DOCKER_CONFIG ?? join(homedir(), '.docker'), 'config.json');
  if (!existsSync(file)) return undefined;
  const { auths = {} } = JSON.parse(readFileSync(file, 'utf8')) as { auths?: Readonly<Record<string, { auth?: string }>> };
  const auth = (auths[host] ?? auths[`https://${host}`])?.auth;
  return auth ? `Basic ${auth}` : undefined;
}
