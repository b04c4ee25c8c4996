import type { Manifest } from '../../constructs/workload/manifest';
import { type Rule, ofKind, podFinder, podMakers, problem, selects } from './rule';

/** A workload selects its own pods, two workloads never the same ones, and whatever else selects pods finds some. */
export const selectors: Rule = (layers) => {
  const makers = podMakers(layers);
  const find = podFinder(layers);
  const labelsOf = (maker: (typeof makers)[number]) => maker.spec.template.metadata?.labels ?? {};
  return [
    ...makers
      .filter((maker) => maker.spec.selector)
      .flatMap((maker) => {
        const wanted = maker.spec.selector.matchLabels ?? {};
        const others = find(wanted).filter((other) => other !== maker && selects(wanted, labelsOf(other)));
        return [
          ...(selects(wanted, labelsOf(maker)) && Object.keys(wanted).length > 0
            ? []
            : [problem(maker, 'spec.selector', wanted, 'labels that the pod template has', 'use the labels of the pod template')]),
          ...others.map(({ metadata }) =>
            problem(
              maker,
              'spec.selector',
              wanted,
              'labels of its own pods alone',
              `they also select the pods of ${metadata.name}: change one of them`,
            ),
          ),
        ];
      }),
    ...selectorsOfOthers(layers)
      .filter(({ labels }) => find(labels).length === 0)
      .map(({ manifest, field, labels }) =>
        problem(manifest, field, labels, 'labels of some pods of the cluster', 'correct the selector, or remove the object'),
      ),
  ];
};

/** Selectors of pods of the own namespace, in what makes no pods. */
function selectorsOfOthers(layers: Parameters<Rule>[0]) {
  const found: { manifest: Manifest; field: string; labels: Readonly<Record<string, string>> }[] = [];
  for (const manifest of ofKind(layers, 'Service')) {
    const { selector } = manifest.spec;
    if (selector) found.push({ manifest, field: 'spec.selector', labels: selector });
  }
  const add = (manifest: Manifest, field: string, selector: any) => {
    if (selector?.matchLabels) found.push({ manifest, field, labels: selector.matchLabels });
  };
  for (const budget of ofKind(layers, 'PodDisruptionBudget')) add(budget, 'spec.selector', budget.spec.selector);
  for (const policy of ofKind(layers, 'NetworkPolicy')) {
    const { podSelector, ingress = [], egress = [] } = policy.spec;
    add(policy, 'spec.podSelector', podSelector);
    for (const { from = [] } of ingress) for (const peer of from) if (!peer.namespaceSelector) add(policy, 'peer', peer.podSelector);
    for (const { to = [] } of egress) for (const peer of to) if (!peer.namespaceSelector) add(policy, 'peer', peer.podSelector);
  }
  return found;
}
