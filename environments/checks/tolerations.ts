import { type Problem, fieldPath, show } from '../problem';
import type { Cluster } from '../resolve-cluster';

/**
 * Fields of a toleration are each legal; together Kubernetes refuses some, and it does so only once pods are made.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export function checkTolerations({ resources }: Cluster): Problem[] {
  return resources.flatMap(({ name, tolerations }) =>
    tolerations.flatMap(({ key, operator = 'Equal', value, effect, tolerationSeconds }, index) => {
      const problem = (field: string, given: unknown, allowed: string, fix: string): Problem => ({
        path: fieldPath(['resources', name, 'tolerations', index, field]),
        given: show(given),
        allowed,
        fix,
      });
      return [
        ...(key === undefined && operator === 'Equal'
          ? [problem('key', key, 'the key of a taint, or operator: Exists for every taint', 'add the key, or set operator to Exists')]
          : []),
        ...(operator === 'Exists' && value !== undefined
          ? [problem('value', value, 'no value with operator: Exists', 'remove it, or set operator to Equal')]
          : []),
        ...(tolerationSeconds !== undefined && effect !== 'NoExecute'
          ? [
              problem(
                'tolerationSeconds',
                tolerationSeconds,
                'seconds with effect: NoExecute alone',
                'remove it, or set effect to NoExecute',
              ),
            ]
          : []),
      ];
    }),
  );
}
