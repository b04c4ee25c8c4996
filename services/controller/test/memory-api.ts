import type { Answer, Transport } from '../src/kubernetes/transport';

/** An API server that keeps objects in memory and refuses what the real one refuses. */
export class MemoryApi {
  readonly objects = new Map<string, any>();

  /** Every change, as `method path`. */
  readonly writes: string[] = [];

  private version = 0;

  /** @param mayAsk - what the caller has a right to */
  constructor(private readonly mayAsk: (method: string, path: string) => boolean = () => true) {}

  readonly transport: Transport = async (method, path, body) => {
    if (!this.mayAsk(method, path)) return refusal(403, `${method} ${path} is forbidden`);
    // What goes over the wire is no object of the other side.
    const object = structuredClone(body) as any;
    if (method === 'GET' && path.endsWith('/pods')) return { status: 200, body: { items: this.below(path) } };
    if (method === 'GET')
      return this.objects.has(path) ? { status: 200, body: structuredClone(this.objects.get(path)) } : refusal(404, 'not found');
    if (method === 'POST') return this.put(`${path}/${object.metadata.name}`, method, object, 201);
    if (method === 'PUT') return this.put(path, method, object, 200);
    if (method === 'PATCH') {
      const existing = this.objects.get(path.replace(/\/status$/, ''));
      if (!existing) return refusal(404, 'not found');
      this.writes.push(`${method} ${path}`);
      return { status: 200, body: existing };
    }
    return refusal(405, 'method not allowed');
  };

  /** As if somebody else had made it. */
  add(path: string, object: any): void {
    this.objects.set(path, { ...object, metadata: { ...object.metadata, resourceVersion: String(++this.version) } });
  }

  private below(path: string): any[] {
    return [...this.objects].filter(([name]) => name.startsWith(`${path}/`)).map(([, object]) => structuredClone(object));
  }

  private put(path: string, method: string, object: any, status: number): Answer {
    const existing = this.objects.get(path);
    if (method === 'POST' && existing) return refusal(409, 'already exists');
    if (method === 'PUT' && !existing) return refusal(404, 'not found');
    const { resourceVersion } = object.metadata;
    if (method === 'POST' && resourceVersion) return refusal(422, 'resourceVersion should not be set on objects to be created');
    if (method === 'PUT' && resourceVersion && resourceVersion !== existing.metadata.resourceVersion)
      return refusal(409, 'the object has been modified');
    this.add(path, object);
    this.writes.push(`${method} ${path}`);
    return { status, body: structuredClone(this.objects.get(path)) };
  }
}

function refusal(status: number, message: string): Answer {
  return { status, body: { kind: 'Status', status: 'Failure', message } };
}

/** Ends like a killed process with its call number `count`, before it arrives or before its answer does. */
export function killedAt(transport: Transport, count: number, when: 'before' | 'after'): Transport {
  let writes = 0;
  return async (method, path, body) => {
    if (method === 'GET') return transport(method, path, body);
    if (writes >= count) throw new Error('killed');
    writes++;
    if (writes === count && when === 'before') throw new Error('killed');
    const answer = await transport(method, path, body);
    if (writes === count) throw new Error('killed');
    return answer;
  };
}
