import type { KubernetesObject, Metadata } from './objects';

/** Content of a Secret by key. */
export type Data = Readonly<Record<string, Buffer>>;

export interface Secret extends KubernetesObject {
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>>;
}

const managedBy = 'app.kubernetes.io/managed-by';
const controller = 'bdc-controller';

/** A Secret that carries the mark of this program. */
export function newSecret(cluster: string, metadata: Metadata, data: Data): Secret {
  const labels = { 'app.kubernetes.io/instance': cluster, 'app.kubernetes.io/part-of': 'big-data-cluster', [managedBy]: controller };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { ...metadata, labels }, type: 'Opaque', data: encoded(data) };
}

/** Whether this program made it; all others belong to somebody. */
export function isOwn({ metadata }: Secret): boolean {
  return metadata.labels?.[managedBy] === controller;
}

export function dataOf({ data = {} }: Secret): Data {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64')]));
}

export function encoded(data: Data): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, value.toString('base64')]));
}
