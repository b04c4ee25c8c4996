import { smallest } from './smallest';
import { resolveCluster } from '../../environments/resolve-cluster';
import type { EnvironmentInput } from '../../environments/schema/environment';
import { parseEnvironment } from '../../environments/schema/parse';

/** The resolved cluster of `smallest` with `changes` on top. */
export function clusterOf(changes: Partial<EnvironmentInput> = {}) {
  const parsed = parseEnvironment({ ...smallest, ...changes });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return resolveCluster(parsed.environment);
}

/** Resources of `smallest`, some of their fields changed. */
export function resourcesWith(changes: { 'nmnode-0'?: object; 'storage-0'?: object }) {
  return {
    'nmnode-0': { ...smallest.resources['nmnode-0'], ...changes['nmnode-0'] },
    'storage-0': { ...smallest.resources['storage-0'], ...changes['storage-0'] },
  };
}
