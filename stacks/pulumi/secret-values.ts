import * as pulumi from '@pulumi/pulumi';
import { clusterLabels } from '../../constructs/workload/labels';
import type { ClusterSecret } from '../../constructs/workload/secrets';
import { type Problem, fieldPath, nearest } from '../../environments/problem';
import type { Cluster } from '../../environments/resolve-cluster';
import { isBinary } from '../../environments/secrets';
import type { ObjectInputs } from './kubernetes-object';

/** Values of Secrets, by the id of the Secret and its keys; those that are no text, such as keystores and keytabs, in Base64. */
export type SecretValues = Readonly<Record<string, Readonly<Record<string, pulumi.Input<string>>>>>;

/** Values make whole Secrets, and only those that nobody else brings. */
export function checkSecretValues(secrets: readonly ClusterSecret[], values: SecretValues): Problem[] {
  const generated = secrets.filter(({ source }) => source.from === 'generated');
  return Object.entries(values).flatMap(([id, keys]) => {
    const secret = secrets.find((candidate) => candidate.id === id);
    if (!secret)
      return [
        unknown(
          ['secrets', id],
          'a Secret that pods read',
          generated.map((candidate) => candidate.id),
          id,
        ),
      ];
    if (secret.source.from !== 'generated') {
      return [{ ...unknown(['secrets', id], 'no value', [], id), allowed: `no value: the environment says from: ${secret.source.from}` }];
    }
    return [
      ...Object.keys(keys)
        .filter((key) => !secret.keys.includes(key))
        .map((key) => unknown(['secrets', id, key], 'a key of the Secret', secret.keys, key)),
      ...secret.keys
        .filter((key) => !Object.hasOwn(keys, key))
        .map((key) => ({
          path: fieldPath(['secrets', id, key]),
          given: 'nothing',
          allowed: secret.content,
          fix: 'give a value to every key of the Secret, or to none',
        })),
    ];
  });
}

function unknown(path: readonly string[], what: string, known: readonly string[], given: string): Problem {
  const meant = nearest(given, known);
  return {
    path: fieldPath(path),
    given: 'a value (not shown)',
    allowed: known.length > 0 ? `${what}: ${known.join(', ')}` : what,
    fix: meant ? `rename it to ${meant}` : 'remove it',
  };
}

/** The Secrets that have values; the engine and the state keep what is in them encrypted. */
export function secretObjects(cluster: Cluster, values: SecretValues): ObjectInputs[] {
  return Object.entries(values).map(([name, keys]) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: cluster.namespace, labels: clusterLabels(cluster) },
    data: Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, pulumi.secret(value).apply((text) => encoded(key, text))])),
  }));
}

function encoded(key: string, value: string): string {
  return isBinary(key) ? value : Buffer.from(value).toString('base64');
}
