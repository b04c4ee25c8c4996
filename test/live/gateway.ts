import { request } from 'node:https';
import { kubectl } from './kubectl';

/** Who calls. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

export interface GatewayAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface GatewayRequest {
  /** @default - nobody */
  readonly login?: Login;

  /** @default GET */
  readonly method?: string;

  /** Sent as it is, if it is a text, and as JSON otherwise. */
  readonly body?: string | object;
}

/** Longest wait for one answer, in milliseconds: the first of a JVM on two busy cores takes seconds. */
const patience = 60_000;

/** The gateway as callers outside of the cluster meet it: by a port of a node, with a login. */
export class Gateway {
  /** What its certificate is for: nodes come and go. */
  readonly name = 'gateway-svc';

  private address?: { host: string; port: number; ca: string };

  /** @param cluster whose name is that of its namespace */
  constructor(private readonly cluster: { readonly name: string }) {}

  /** Where it is, and who signed its certificate. */
  get door(): { host: string; port: number; ca: string } {
    return (this.address ??= this.find());
  }

  /** The first user, who may do everything. */
  get admin(): Login {
    return { user: this.secret('cluster-admin', 'username'), password: this.secret('cluster-admin', 'password') };
  }

  /** Answer to one request; redirects are the caller's to follow. `path` is below the topology, or a whole address that the gateway gave. */
  ask(path: string, { login, method = 'GET', body }: GatewayRequest = {}): Promise<GatewayAnswer> {
    const text = typeof body === 'object' ? JSON.stringify(body) : body;
    const { ca, host, port } = this.door;
    const url = new URL(path, `https://${host}:${port}/gateway/default/`);
    return new Promise((resolve, reject) => {
      const call = request({
        host,
        port,
        ca,
        servername: this.name,
        path: url.pathname + url.search,
        method,
        timeout: patience,
        headers: {
          // Knox wants the name that TLS was asked for.
          host: `${this.name}:${port}`,
          ...(login && { authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` }),
          ...(text !== undefined && {
            'content-type': typeof body === 'object' ? 'application/json' : 'application/octet-stream',
            'content-length': Buffer.byteLength(text),
          }),
          // Livy's guard against forms of other sites.
          'x-requested-by': 'test',
        },
      });
      call.on('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part) => parts.push(part));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts).toString() }),
        );
      });
      call.on('timeout', () => call.destroy(new Error(`no answer from ${method} ${path} within ${patience} ms`)));
      call.on('error', reject);
      call.end(text);
    });
  }

  /** Writes a file by WebHDFS, as curl does: the first answer says where to. */
  async put(path: string, content: string, login: Login): Promise<GatewayAnswer> {
    const first = await this.ask(`webhdfs/v1${path}?op=CREATE&overwrite=true`, { login, method: 'PUT' });
    return first.status === 307 ? this.ask(String(first.headers.location), { login, method: 'PUT', body: content }) : first;
  }

  /** Reads a file by WebHDFS. */
  async get(path: string, login: Login): Promise<GatewayAnswer> {
    const first = await this.ask(`webhdfs/v1${path}?op=OPEN`, { login });
    return first.status === 307 ? this.ask(String(first.headers.location), { login }) : first;
  }

  /** A key of a Secret of the cluster. */
  secret(name: string, key: string): string {
    const { data } = JSON.parse(kubectl(['get', 'secret', name, '-n', this.cluster.name, '-o', 'json']));
    return Buffer.from(data[key], 'base64').toString();
  }

  private find() {
    const [node] = JSON.parse(kubectl(['get', 'nodes', '-o', 'json'])).items;
    const service = JSON.parse(kubectl(['get', 'service', 'gateway-svc-external', '-n', this.cluster.name, '-o', 'json']));
    return {
      host: node.status.addresses.find(({ type }: any) => type === 'InternalIP').address,
      port: service.spec.ports[0].nodePort,
      ca: this.secret('trust', 'ca.crt'),
    };
  }
}
