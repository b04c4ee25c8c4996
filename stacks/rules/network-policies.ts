import { isIP } from 'node:net';
import { type Rule, ofKind, problem } from './rule';

/**
 * Ports and addresses of NetworkPolicies are legal: from 1 to 65535, a range from its smaller to its larger end, addresses with a prefix.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports
 */
export const networkPolicies: Rule = (layers) =>
  ofKind(layers, 'NetworkPolicy').flatMap((policy) => {
    const flows: any[] = [...(policy.spec.ingress ?? []), ...(policy.spec.egress ?? [])];
    const blocks = flows.flatMap(({ from = [], to = [] }) => [...from, ...to].flatMap(({ ipBlock }) => ipBlock ?? []));
    return [
      ...flows
        .flatMap(({ ports = [] }) => ports)
        .filter((port) => !isLegal(port))
        .map((port) =>
          problem(policy, 'ports', port, 'a name, or numbers from 1 to 65535 with endPort not below port', 'correct the port'),
        ),
      ...blocks
        .flatMap(({ cidr, except = [] }) => [cidr, ...except])
        .filter((range) => !isRange(range))
        .map((range) => problem(policy, 'ipBlock', range, 'a range of addresses, such as 10.0.0.0/8', 'correct the range')),
    ];
  });

function isLegal({ port, endPort }: { port?: number | string; endPort?: number }): boolean {
  if (endPort === undefined) return port === undefined || typeof port === 'string' || isPort(port);
  return typeof port === 'number' && isPort(port) && isPort(endPort) && endPort >= port;
}

function isPort(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= 65535;
}

function isRange(range: unknown): boolean {
  const [, address, prefix] = /^(.+)\/(\d{1,3})$/.exec(String(range)) ?? [];
  const version = isIP(address ?? '');
  return version !== 0 && Number(prefix) <= (version === 4 ? 32 : 128);
}
