import { checkCluster } from '../environments/checks';
import { secretsOf } from '../constructs/workload/secrets';
import type { WorkloadSpec } from '../constructs/workload/workload';
import type { Platform } from '../environments/platforms/platform';
import { type Problem, ProblemsError } from '../environments/problem';
import { type Cluster, resolveCluster } from '../environments/resolve-cluster';
import { parseEnvironment } from '../environments/schema/parse';
import { checkActiveDirectory } from './active-directory';
import { type Extension, type RenderedLayer, bigDataCluster } from './big-data-cluster';
import { checkCapacity } from './capacity';
import { workloadPlan } from './plan';
import { checkRules } from './rules';
import { checkSecretSources } from './secret-sources';

/** A cluster with its objects, found to be right. */
export interface RenderedCluster {
  readonly cluster: Cluster;
  readonly layers: readonly RenderedLayer[];
  readonly workloads: readonly WorkloadSpec[];
  readonly warnings: readonly Problem[];
}

/**
 * From an environment to objects that were found to be right.
 *
 * All problems of the shape are told at once; without any, all problems of meaning and of the rendered objects at once.
 *
 * @param platform in the place of the one that the environment names: a kind of Kubernetes that is not part of the product
 * @throws ProblemsError
 */
export function renderCluster(input: unknown, extend?: Extension, platform?: Platform): RenderedCluster {
  const parsed = parseEnvironment(input);
  if ('problems' in parsed) throw new ProblemsError(parsed.problems);

  const cluster = resolveCluster(parsed.environment, platform);
  const tree = bigDataCluster(cluster, extend);
  const layers = tree.render();
  const workloads = tree.workloads.map(({ spec }) => spec);

  const problems = [
    ...checkCluster(cluster),
    ...tree.problems,
    ...checkActiveDirectory(cluster, workloads),
    ...checkSecretSources(cluster, secretsOf(workloads)),
    ...checkCapacity(cluster, workloads.map(workloadPlan)),
    ...checkRules(layers),
  ];
  if (problems.some(isError)) throw new ProblemsError(problems);
  return { cluster, layers, workloads, warnings: problems };
}

function isError({ severity = 'error' }: Problem): boolean {
  return severity === 'error';
}
