import { observesAnnotation } from '../../constructs/workload/pod-template';
import { type Rule, containersOf, podMakers, problem } from './rule';

/**
 * A pod gets ready by itself, or by what an earlier layer made.
 *
 * If it waited for a later layer, whoever applies layer after layer and waits for each would wait for ever.
 */
export const readiness: Rule = (layers) => {
  const layerOf = new Map(
    layers.flatMap(({ name, manifests }, index) => manifests.map((manifest) => [manifest.metadata.name, { index, name }])),
  );
  return layers.flatMap((layer, index) =>
    podMakers([layer]).flatMap((maker) => {
      const observed = (maker.spec.template.metadata?.annotations?.[observesAnnotation] ?? '').split(',').filter(Boolean) as string[];
      return [
        ...observed
          .filter((name) => (layerOf.get(name)?.index ?? Infinity) > index)
          .map((name) =>
            problem(
              maker,
              'readiness',
              name,
              `a workload of ${layer.name} or an earlier layer`,
              'let readiness mean that the process serves',
            ),
          ),
        ...containersOf(maker).flatMap((container) =>
          ['startupProbe', 'readinessProbe', 'livenessProbe']
            .filter((probe) => container[probe]?.httpGet?.host ?? container[probe]?.tcpSocket?.host)
            .map((probe) => problem(maker, `container ${container.name}: ${probe}`, 'another host', 'the own pod', 'remove the host')),
        ),
      ];
    }),
  );
};
