import { quorumAnnotation } from '../../constructs/workload/pod-template';
import { groupBy } from '../../environments/group-by';
import { type Rule, ofKind, podFinder, podMakers, problem, selects } from './rule';

/**
 * Every workload has one budget: it lets some pod go, since otherwise no node can ever be drained, and it keeps the quorum of those that have one.
 *
 * Fewer than three pods have no quorum that could be kept while one of them goes.
 */
export const disruptionBudgets: Rule = (layers) => {
  const budgets = ofKind(layers, 'PodDisruptionBudget');
  const makers = podMakers(layers).filter(({ kind }) => kind === 'StatefulSet' || kind === 'Deployment');
  const find = podFinder(layers);
  const selected = budgets.flatMap((budget) => find(budget.spec.selector?.matchLabels).map((maker) => ({ budget, maker })));
  const byMaker = groupBy(selected, ({ maker }) => maker);
  return makers.flatMap((maker) => {
    const { labels, annotations = {} } = maker.spec.template.metadata ?? {};
    const own = (byMaker.get(maker) ?? []).map(({ budget }) => budget).filter(({ spec }) => selects(spec.selector?.matchLabels, labels));
    const replicas = maker.spec.replicas ?? 1;
    const mayGo = annotations[quorumAnnotation] && replicas >= 3 ? Math.floor((replicas - 1) / 2) : replicas;
    return [
      ...(own.length === 1 ? [] : [problem(maker, 'PodDisruptionBudget', own.length, 'exactly 1', 'give the workload one budget')]),
      ...own
        .filter(({ spec }) => replicas > 0 && going(spec, replicas) < 1)
        .map((budget) =>
          problem(budget, 'spec', budget.spec, `one of ${replicas} pods may go`, 'raise maxUnavailable or lower minAvailable'),
        ),
      ...own
        .filter(({ spec }) => going(spec, replicas) > mayGo)
        .map((budget) =>
          problem(
            budget,
            'spec',
            budget.spec,
            `at most ${mayGo} of ${replicas} pods may go: ${annotations[quorumAnnotation]} needs most of them`,
            'lower maxUnavailable or raise minAvailable',
          ),
        ),
    ];
  });
};

/** How many of `replicas` a budget lets go at once; Kubernetes rounds shares up. */
function going({ maxUnavailable, minAvailable }: any, replicas: number): number {
  const count = (amount: number | string) =>
    typeof amount === 'number' ? amount : Math.ceil((Number.parseInt(amount, 10) / 100) * replicas);
  if (minAvailable !== undefined) return replicas - count(minAvailable);
  return Math.min(replicas, count(maxUnavailable ?? 0));
}
