import { groupBy } from '../../environments/group-by';
import { distinct } from '../../environments/problem';
import { type SecretContent, type SecretSource, contentOf, keytabSecret, secretName, sourceOf } from '../../environments/secrets';
import { keytabFiles } from './kerberos';
import type { WorkloadSpec } from './workload';

/** A Secret that processes of the cluster read. */
export interface ClusterSecret extends SecretContent {
  /** Name that it has when it is generated, and by which the environment names another source. */
  readonly id: string;

  /** Name of the Secret in the cluster. */
  readonly name: string;

  readonly source: SecretSource;

  /** Workloads whose pods read it. */
  readonly readers: readonly string[];
}

/** Every Secret that the processes of `workloads` read, those of one's own left out. */
export function secretsOf(workloads: readonly WorkloadSpec[]): ClusterSecret[] {
  const uses = workloads.flatMap((workload) =>
    workload.processes.flatMap(({ secrets = [], secretsByName = [] }) =>
      [...secrets.map(({ secret }) => secret), ...secretsByName].map((id) => ({ id, workload })),
    ),
  );
  const byId = groupBy(uses, ({ id }) => id);
  return [...byId.keys()].toSorted().flatMap((id) => {
    const content = contentOf(id);
    if (!content) return [];
    const readers = byId.get(id)!.map(({ workload }) => workload);
    const { environment } = readers[0]!.cluster;
    return {
      id,
      ...content,
      keys: id.endsWith('-keytab') ? keytabKeys(readers[0]!, id) : content.keys,
      name: secretName(environment, id),
      source: sourceOf(environment, id),
      readers: distinct(readers.map(({ name }) => name)),
    };
  });
}

function keytabKeys(workload: WorkloadSpec, id: string): string[] {
  const process = workload.processes.find(({ name }) => id === keytabSecret(workload.name, name));
  return process ? keytabFiles(workload, process) : [];
}
