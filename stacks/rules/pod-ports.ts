import type { Manifest } from '../../constructs/workload/manifest';
import { type Rule, containersOf, ofKind, podFinder, podMakers, problem } from './rule';

/** Ports are named once in a pod, and whatever points at a port of a pod finds it: probes, Services, NetworkPolicies. */
export const podPorts: Rule = (layers) => {
  const makers = podMakers(layers);
  const find = podFinder(layers);
  return [
    ...makers.flatMap((maker) => [...doubles(maker), ...probes(maker)]),
    ...ofKind(layers, 'Service')
      .filter(({ spec }) => spec.selector)
      .flatMap((service) => {
        const ports = find(service.spec.selector).map(portsOf);
        return (service.spec.ports ?? [])
          .filter(({ targetPort, port }: any) => !ports.every((found) => has(found, targetPort ?? port)))
          .map(({ name, targetPort }: any) =>
            problem(service, `port ${name}`, targetPort, 'a port that the selected pods have', 'correct the target port'),
          );
      }),
  ];
};

interface Port {
  readonly name?: string;
  readonly containerPort: number;
}

function portsOf(maker: Manifest): Port[] {
  return containersOf(maker).flatMap(({ ports = [] }) => ports);
}

function has(ports: readonly Port[], wanted: string | number): boolean {
  return ports.some(({ name, containerPort }) => name === wanted || containerPort === wanted);
}

function doubles(maker: Manifest) {
  const ports = portsOf(maker);
  const identities = ports.flatMap(({ name, containerPort }) => (name === undefined ? [containerPort] : [name, containerPort]));
  return [...new Set(identities.filter((identity, index) => identities.indexOf(identity) !== index))].map((identity) =>
    problem(maker, 'ports', identity, 'a name and a number that no other port of the pod has', 'change one of them'),
  );
}

function probes(maker: Manifest) {
  return containersOf(maker).flatMap((container) =>
    ['startupProbe', 'livenessProbe', 'readinessProbe'].flatMap((name) => {
      const { httpGet, tcpSocket, grpc } = container[name] ?? {};
      const port = (httpGet ?? tcpSocket ?? grpc)?.port;
      const own = container.ports ?? [];
      return port === undefined || has(own, port)
        ? []
        : [problem(maker, `container ${container.name}: ${name}`, port, 'a port of the same container', 'correct the port')];
    }),
  );
}
