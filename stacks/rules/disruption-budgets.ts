import { type Rule, allManifests, podMakers, problem, selects } from './rule';

/** Every workload has one budget, and the budget lets some pod go: otherwise no node can ever be drained. */
export const disruptionBudgets: Rule = (layers) => {
  const budgets = allManifests(layers).filter(({ kind }) => kind === 'PodDisruptionBudget');
  const makers = podMakers(layers).filter(({ kind }) => kind === 'StatefulSet' || kind === 'Deployment');
  return makers.flatMap((maker) => {
    const own = budgets.filter(({ spec }) => selects(spec.selector?.matchLabels, maker.spec.template.metadata?.labels));
    const replicas = maker.spec.replicas ?? 1;
    return [
      ...(own.length === 1 ? [] : [problem(maker, 'PodDisruptionBudget', own.length, 'exactly 1', 'give the workload one budget')]),
      ...own
        .filter(({ spec }) => spec.maxUnavailable === 0 || spec.maxUnavailable === '0%' || spec.minAvailable >= replicas)
        .map((budget) =>
          problem(budget, 'spec', budget.spec, `one of ${replicas} pods may go`, 'raise maxUnavailable or lower minAvailable'),
        ),
    ];
  });
};
