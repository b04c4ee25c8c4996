import { local } from '../../environments';
import { resolveCluster } from '../../environments/resolve-cluster';
import type { EnvironmentInput } from '../../environments/schema/environment';
import { parseEnvironment } from '../../environments/schema/parse';

/** The resolved cluster of `local` with `changes` on top. */
export function clusterOf(changes: Partial<EnvironmentInput> = {}) {
  const parsed = parseEnvironment({ ...local, ...changes });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return resolveCluster(parsed.environment);
}

/** Resources of `local`, some of their fields changed. */
export function resourcesWith(changes: { 'nmnode-0'?: object; 'storage-0'?: object }) {
  return {
    'nmnode-0': { ...local.resources['nmnode-0'], ...changes['nmnode-0'] },
    'storage-0': { ...local.resources['storage-0'], ...changes['storage-0'] },
  };
}
