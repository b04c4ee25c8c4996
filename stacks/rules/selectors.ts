import { type Rule, allManifests, podFinder, podMakers, problem, selects } from './rule';

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
    ...allManifests(layers).flatMap((manifest) =>
      podSelectors(manifest.kind, manifest.spec)
        .filter(({ labels }) => find(labels).length === 0)
        .map(({ field, labels }) =>
          problem(manifest, field, labels, 'labels of some pods of the cluster', 'correct the selector, or remove the object'),
        ),
    ),
  ];
};

/** Selectors of pods of the own namespace. */
function podSelectors(kind: string, spec: any): { field: string; labels: Record<string, string> }[] {
  const matchLabels = (field: string, selector: any) => (selector?.matchLabels ? [{ field, labels: selector.matchLabels }] : []);
  switch (kind) {
    case 'Service':
      return spec.selector ? [{ field: 'spec.selector', labels: spec.selector }] : [];
    case 'PodDisruptionBudget':
      return matchLabels('spec.selector', spec.selector);
    case 'NetworkPolicy': {
      const peers = [
        ...(spec.ingress ?? []).flatMap(({ from = [] }: any) => from),
        ...(spec.egress ?? []).flatMap(({ to = [] }: any) => to),
      ];
      return [
        ...matchLabels('spec.podSelector', spec.podSelector),
        ...peers
          .filter(({ namespaceSelector }: any) => !namespaceSelector)
          .flatMap(({ podSelector }: any) => matchLabels('peer', podSelector)),
      ];
    }
    default:
      return [];
  }
}
