import { type Rule, ofKind, problem } from './rule';

/** Callers from outside get somewhere: a Route ends at a port of a Service, under a name that DNS can hold; a port of nodes is one Service's. */
export const endpoints: Rule = (layers) => {
  const services = ofKind(layers, 'Service');
  const nodePorts = services.flatMap((service) =>
    (service.spec.ports ?? []).flatMap(({ name, nodePort }: any) => (nodePort ? { service, name, nodePort } : [])),
  );
  return [
    ...ofKind(layers, 'Route').flatMap((route) => {
      const { to, port, host } = route.spec;
      const service = services.find(({ metadata }) => metadata.name === to?.name && metadata.namespace === route.metadata.namespace);
      const ports = service?.spec.ports ?? [];
      const found = ports.some(({ name, targetPort }: any) => name === port?.targetPort || targetPort === port?.targetPort);
      const label = `${route.metadata.name}-${route.metadata.namespace}`;
      return [
        ...(service ? [] : [problem(route, 'spec.to.name', to?.name, 'a Service of the cluster', 'correct the name')]),
        ...(service && !found
          ? [problem(route, 'spec.port.targetPort', port?.targetPort, `a port of ${to.name}`, 'correct the name of the port')]
          : []),
        ...(host === undefined && label.length > 63
          ? [problem(route, 'spec.host', host, `a name, since ${label} is longer than 63 letters`, 'give the endpoint a dnsName')]
          : []),
      ];
    }),
    ...nodePorts
      .filter(({ nodePort }, index) => nodePorts.findIndex((other) => other.nodePort === nodePort) < index)
      .map(({ service, name, nodePort }) =>
        problem(service, `port ${name}`, nodePort, 'a port of nodes that no other Service has', 'change it'),
      ),
  ];
};
