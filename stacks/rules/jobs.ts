import { type Rule, ofKind, problem } from './rule';

/**
 * Nothing is done by a Job: its template cannot change, so the next version could not be applied over it.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export const jobs: Rule = (layers) =>
  ofKind(layers, 'Job').map((manifest) =>
    problem(manifest, 'kind', 'Job', 'a workload that reconciles', 'let the process do it when it starts, or a CronJob'),
  );
