import { Agent, request } from 'node:https';
import { setTimeout } from 'node:timers/promises';
import { parse } from 'yaml';

/** An object as the API server has it, or gets it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: any };
  readonly [field: string]: any;
}

/** What the API server answered in the place of an object. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(`${status}: ${message}`);
  }
}

/** The few calls of the Kubernetes API that a provider needs, for any kind. */
export class KubernetesApi {
  private readonly server: URL;
  private readonly agent: Agent;
  private readonly kinds = new Map<string, Promise<any[]>>();

  /** @param kubeconfig its text, with certificates in it */
  constructor(kubeconfig: string, context?: string) {
    const config = parse(kubeconfig);
    const named = (list: any[], name: string) => list.find((entry) => entry.name === name);
    const { cluster, user } = named(config.contexts, context ?? config['current-context']).context;
    const { server, 'certificate-authority-data': authority } = named(config.clusters, cluster).cluster;
    const { 'client-certificate-data': certificate, 'client-key-data': key } = named(config.users, user).user;
    const decoded = (text: string) => Buffer.from(text, 'base64');
    this.server = new URL(server);
    this.agent = new Agent({ keepAlive: true, ca: decoded(authority), cert: decoded(certificate), key: decoded(key) });
  }

  /** Server-side apply, as one owner of fields among others: of what others own nothing is taken. */
  async apply(object: KubernetesObject, { dryRun = false } = {}): Promise<KubernetesObject> {
    const query = `fieldManager=pulumi-kubernetes&fieldValidation=Strict${dryRun ? '&dryRun=All' : ''}`;
    return this.call('PATCH', `${await this.pathOf(object)}?${query}`, object);
  }

  /** The object, or nothing if it is not there. */
  async find(object: KubernetesObject): Promise<KubernetesObject | undefined> {
    try {
      return await this.call('GET', await this.pathOf(object));
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** Deletes the object, and waits until it and what it owns are gone. */
  async delete(object: KubernetesObject): Promise<void> {
    if (!(await this.find(object))) return;
    await this.call('DELETE', `${await this.pathOf(object)}?propagationPolicy=Foreground`);
    while (await this.find(object)) await setTimeout(300);
  }

  private async pathOf({ apiVersion, kind, metadata: { name, namespace } }: KubernetesObject): Promise<string> {
    const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    if (!this.kinds.has(base))
      this.kinds.set(
        base,
        this.call('GET', base).then(({ resources }: any) => resources),
      );
    const found = (await this.kinds.get(base)!).find((resource: any) => resource.kind === kind && !resource.name.includes('/'));
    if (!found) throw new Error(`the cluster has no ${kind} of ${apiVersion}`);
    return `${base}/${found.namespaced ? `namespaces/${namespace}/` : ''}${found.name}/${name}`;
  }

  private call(method: string, path: string, body?: object): Promise<any> {
    return new Promise((resolve, reject) => {
      const call = request(
        new URL(path, this.server),
        {
          method,
          agent: this.agent,
          headers: { accept: 'application/json', ...(body && { 'content-type': 'application/apply-patch+yaml' }) },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () => {
            const answer = JSON.parse(Buffer.concat(chunks).toString());
            if (response.statusCode! < 300) resolve(answer);
            else reject(new ApiError(response.statusCode!, answer.message));
          });
        },
      );
      call.on('error', reject);
      call.end(body && JSON.stringify(body));
    });
  }
}
