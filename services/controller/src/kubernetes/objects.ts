import type { Answer, Transport } from './transport';

/** Metadata as far as they are looked at; the rest is handed back as it came. */
export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly resourceVersion?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

/** The API server refused. */
export class ApiError extends Error {
  constructor(
    what: string,
    readonly status: number,
    reason: unknown,
  ) {
    super(`${what}: ${status} ${String(reason)}`);
  }

  /** Whether somebody else was faster: what this was made from is old. */
  get isConflict(): boolean {
    return this.status === 409;
  }
}

/** Objects of one kind in a namespace, one by one and by name: that is all that is allowed. */
export class Objects<T extends KubernetesObject> {
  constructor(
    private readonly transport: Transport,
    private readonly path: string,
  ) {}

  async get(name: string): Promise<T | undefined> {
    const answer = await this.transport('GET', `${this.path}/${name}`);
    return answer.status === 404 ? undefined : checked(`get ${this.path}/${name}`, answer);
  }

  /** @throws ApiError, a conflict if there is one of this name already */
  async create(object: T): Promise<T> {
    return checked(`create ${this.path}/${object.metadata.name}`, await this.transport('POST', this.path, object));
  }

  /** @throws ApiError, a conflict if it has changed since it was read */
  async replace(object: T): Promise<T> {
    const path = `${this.path}/${object.metadata.name}`;
    return checked(`replace ${path}`, await this.transport('PUT', path, object));
  }
}

function checked(what: string, { status, body }: Answer): any {
  if (status < 200 || status > 299) throw new ApiError(what, status, body?.message);
  return body;
}
