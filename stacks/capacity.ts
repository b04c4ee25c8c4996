import { type Problem, show } from '../environments/problem';
import type { Cluster } from '../environments/resolve-cluster';
import { toMebibytes, toMillicores } from '../environments/schema/quantities';
import type { WorkloadPlan } from './plan';

/** What all pods request fits the declared nodes together, and the largest pod one of them; without nodes nothing is compared. */
export function checkCapacity({ platform: { nodes } }: Cluster, plans: readonly WorkloadPlan[]): Problem[] {
  if (!nodes) return [];
  const kinds = [
    {
      field: 'cpu',
      node: toMillicores(nodes.cpu),
      requests: plans.map((plan) => plan.cpuMillicores),
      show: (amount: number) => `${amount / 1000}`,
    },
    {
      field: 'memory',
      node: toMebibytes(nodes.memory),
      requests: plans.map((plan) => plan.memoryMebibytes),
      show: (amount: number) => `${amount}Mi`,
    },
  ] as const;
  return kinds.flatMap(({ field, node, requests, show: quantity }) => {
    const total = requests.reduce((sum, request) => sum + request, 0);
    const [largest] = plans
      .flatMap(({ workload, pods }, index) => (pods > 0 ? { workload, request: requests[index]! / pods } : []))
      .toSorted((a, b) => b.request - a.request);
    return [
      ...(total > nodes.count * node
        ? [
            {
              path: 'platform.nodes.count',
              given: show(nodes.count),
              allowed: `at least ${Math.ceil(total / node)}: all pods together request ${field} of ${quantity(total)}, and a node has ${quantity(node)}`,
              fix: 'add nodes, or request less',
            },
          ]
        : []),
      ...(largest && largest.request > node
        ? [
            {
              path: `platform.nodes.${field}`,
              given: show(nodes[field]),
              allowed: `at least ${quantity(largest.request)}, which a pod of ${largest.workload} requests`,
              fix: `take larger nodes, or give ${largest.workload} less in each pod`,
            },
          ]
        : []),
    ];
  });
}
