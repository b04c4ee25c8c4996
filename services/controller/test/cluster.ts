import { Objects } from '../src/kubernetes/objects';
import { Pods } from '../src/kubernetes/pods';
import { type Secret, dataOf, encoded } from '../src/kubernetes/secret';
import type { Transport } from '../src/kubernetes/transport';
import { type Key, newRsaKey } from '../src/pki/key';
import type { Plan } from '../src/plan';
import { reconcile } from '../src/reconcile/reconcile';
import { Status } from '../src/reconcile/status';
import { MemoryApi } from './memory-api';

const path = '/api/v1/namespaces/test/secrets';
const stores = ['tls.crt', 'tls.key', 'ca.crt', 'keystore.p12', 'truststore.p12'];

/** A cluster with one Secret of each kind. */
export const plan: Plan = {
  name: 'test',
  namespace: 'test',
  secrets: [
    { id: 'trust', name: 'trust', keys: ['ca.crt'], generated: true },
    { id: 'authority', name: 'authority', keys: ['ca.crt', 'ca.key'], generated: true },
    { id: 'user-groups', name: 'user-groups', keys: ['passwd', 'group'], generated: true },
    { id: 'users', name: 'users', keys: ['users.json', 'users.properties'], generated: true },
    { id: 'cluster-admin', name: 'cluster-admin', keys: ['username', 'password'], generated: true },
    { id: 'keystore-password', name: 'keystore-password', keys: ['password'], generated: true },
    { id: 'sql-machine-key', name: 'sql-machine-key', keys: ['machine-key'], generated: true },
  ],
  certificates: [
    { secret: 'zookeeper-tls', keys: stores, dnsNames: ['zookeeper-svc', '*.zookeeper-svc.test.svc.cluster.local', 'localhost'] },
    { secret: 'master-sql-tls', keys: stores.slice(0, 3), dnsNames: ['master-svc', 'localhost'] },
  ],
};

export const names = [...plan.secrets.map(({ name }) => name), ...plan.certificates.map(({ secret }) => secret)];

/** Keys are dear: a few weak ones take turns. */
const keys: Promise<Key>[] = [];
let turn = 0;
const weakKey = () => (keys[turn++ % 8] ??= newRsaKey(1024));

/** The controller against an API server in memory, at a time that stands until it is turned. */
export class TestCluster {
  readonly api = new MemoryApi();
  readonly logged: string[] = [];
  now = new Date('2026-03-01T00:00:00Z');
  plan = plan;
  private readonly status = new Status((message, details) =>
    this.logged.push(`${message} ${details?.secret} ${details?.problem ?? ''}`.trim()),
  );

  pass(transport: Transport = this.api.transport, mayWrite = () => true): Promise<number> {
    const secrets = new Objects<Secret>(transport, path);
    return reconcile(this.plan, {
      secrets,
      pods: this.pods(transport),
      clock: () => this.now,
      newKey: weakKey,
      mayWrite,
      status: this.status,
      log: () => undefined,
    });
  }

  pods(transport: Transport = this.api.transport): Pods {
    return new Pods(transport, 'test', (message) => this.logged.push(message));
  }

  /** Names of the pods that were told of changed Secrets since it was asked last. */
  told(): string[] {
    const patched = this.api.writes.filter((write) => write.startsWith('PATCH '));
    this.api.writes.length = 0;
    return patched.map((write) => /pods\/(.*)\/status$/.exec(write)![1]!).toSorted();
  }

  /** A pod with Secrets as files. */
  addPod(name: string, ...secrets: readonly string[]): void {
    const volumes = [{ emptyDir: {} }, ...secrets.map((secretName) => ({ secret: { secretName } }))];
    this.api.add(`/api/v1/namespaces/test/pods/${name}`, { metadata: { name }, spec: { volumes } });
  }

  later(milliseconds: number): void {
    this.now = new Date(this.now.getTime() + milliseconds);
  }

  has(name: string): boolean {
    return this.api.objects.has(`${path}/${name}`);
  }

  file(name: string, key: string): Buffer {
    const secret: Secret | undefined = this.api.objects.get(`${path}/${name}`);
    const content = secret && dataOf(secret)[key];
    if (!content) throw new Error(`there is no ${key} in ${name}`);
    return content;
  }

  text(name: string, key: string): string {
    return this.file(name, key).toString();
  }

  /** A Secret that a person made. */
  give(name: string, data: Record<string, string>): void {
    const content = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value)]));
    this.api.add(`${path}/${name}`, { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'test' }, data: encoded(content) });
  }

  remove(name: string): void {
    this.api.objects.delete(`${path}/${name}`);
  }

  /** All contents, to see whether something changed. */
  contents(): Record<string, unknown> {
    return Object.fromEntries([...this.api.objects].map(([name, { data }]) => [name, data]));
  }
}
