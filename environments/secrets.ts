import type { z } from 'zod';
import { sqlPools } from './mssql-settings';
import type { Cluster } from './resolve-cluster';
import type { secretSource } from './schema/secrets';

/** A Secret that processes of the cluster read. */
export interface ClusterSecret {
  /** Name that it has when it is generated, and by which the environment names another source. */
  readonly id: string;

  /** Name of the Secret in the cluster. */
  readonly name: string;

  readonly source: z.output<typeof secretSource>;

  /** Keys that it has, whoever makes it. */
  readonly keys: readonly string[];

  /** What is in it. */
  readonly content: string;

  /** Resources whose pods read it. */
  readonly resources: readonly string[];
}

/** Secrets that there is one of. */
const shared = {
  'sql-sa': { keys: ['password'], content: 'password of the login sa of every SQL Server' },
  'sql-agent': { keys: ['username', 'password'], content: 'login of the agents of the availability group' },
  'sql-master-key': {
    keys: ['password'],
    content: 'password of the database master keys, which protect the certificates of the endpoints',
  },
  'sql-machine-key': { keys: ['machine-key'], content: 'key of 44 bytes, the same in all replicas of the master' },
} as const;

export type SharedSecret = keyof typeof shared;

/** Keys whose content is no text; stores of secrets hold it in Base64. */
export const binaryKeys: readonly string[] = ['machine-key'];

/** Every Secret that the cluster needs: what the controller makes, where it was not told another source. */
export function secretsOf({ environment, sql }: Cluster): ClusterSecret[] {
  if (!sql) return [];
  const master = [sql.master.name];
  const instances = sqlPools(sql).map(({ name }) => name);
  const used = Object.entries(shared).map(([id, secret]) => ({ id, ...secret, resources: id === 'sql-sa' ? instances : master }));
  const certificates = instances.map((resource) => ({
    id: tlsSecret(resource),
    keys: ['tls.crt', 'tls.key', 'ca.crt'],
    content: `certificate of SQL Server in ${resource}, signed by the root itself: SQL Server sends no others`,
    resources: [resource],
  }));
  return [...used, ...certificates].map((secret) => {
    const source = environment.secrets[secret.id] ?? { from: 'generated' };
    return { ...secret, source, name: source.from === 'existing' ? source.name : secret.id };
  });
}

/** Id of the Secret with the certificate of SQL Server in `resource`. */
export function tlsSecret(resource: string): string {
  return `${resource}-sql-tls`;
}

/** Name in the cluster of the Secret `id`, for the processes that read it. */
export function secretName(cluster: Cluster, id: string): string {
  const found = secretsOf(cluster).find((secret) => secret.id === id);
  if (!found) throw new Error(`no Secret '${id}' in the cluster`);
  return found.name;
}
