import { smallest } from '../environments/smallest';
import type { EnvironmentInput } from '../../environments/schema/environment';
import { parseEnvironment } from '../../environments/schema/parse';
import { resolveCluster } from '../../environments/resolve-cluster';
import { checkCapacity } from '../../stacks/capacity';
import { planOf } from '../../stacks/plan';
import { renderCluster } from '../../stacks/render-cluster';
import { ProblemsError } from '../../environments/problem';
import { doors } from '../check/doors';

/** All pods request 4.2 cores and 15616 MiB, the largest of them 1 core and 4 GiB. */
const plan = planOf(renderCluster(smallest, doors));

function problemsWith(nodes: NonNullable<EnvironmentInput['platform']['nodes']>) {
  const parsed = parseEnvironment({ ...smallest, platform: { kind: 'kubernetes', nodes } });
  if ('problems' in parsed) throw new ProblemsError(parsed.problems);
  return checkCapacity(resolveCluster(parsed.environment), plan.workloads);
}

test('a cluster fits the nodes that it was promised', () => {
  expect(plan.total).toMatchObject({ cpuMillicores: 4200, memoryMebibytes: 15616 });
  expect(problemsWith({ count: 3, cpu: '1.4', memory: '6Gi' })).toEqual([]);
});

test('all pods together need enough nodes', () => {
  expect(problemsWith({ count: 2, cpu: '2', memory: '4Gi' })).toEqual([
    {
      path: 'platform.nodes.count',
      given: '2',
      allowed: 'at least 3: all pods together request cpu of 4.2, and a node has 2',
      fix: 'add nodes, or request less',
    },
    {
      path: 'platform.nodes.count',
      given: '2',
      allowed: 'at least 4: all pods together request memory of 15616Mi, and a node has 4096Mi',
      fix: 'add nodes, or request less',
    },
  ]);
});

test('the largest pod needs a node that is large enough', () => {
  expect(problemsWith({ count: 20, cpu: '900m', memory: '3Gi' })).toEqual([
    {
      path: 'platform.nodes.cpu',
      given: '"900m"',
      allowed: 'at least 1, which a pod of master requests',
      fix: 'take larger nodes, or give master less in each pod',
    },
    {
      path: 'platform.nodes.memory',
      given: '"3Gi"',
      allowed: 'at least 4096Mi, which a pod of master requests',
      fix: 'take larger nodes, or give master less in each pod',
    },
  ]);
});

test('an environment without pods is told so, and nothing else', () => {
  const platform = { kind: 'kubernetes', nodes: { count: 1, cpu: '1', memory: '1Gi' } } as const;
  expect(() => renderCluster({ ...smallest, resources: {}, platform })).toThrow(/^error: resources\.nmnode-0\n.*\n.*\n.*$/);
});

test('what does not fit is not rendered', () => {
  const platform = { kind: 'kubernetes', nodes: { count: 1, cpu: '100m', memory: '16Gi' } } as const;
  expect(() => renderCluster({ ...smallest, platform })).toThrow('platform.nodes.count');
});
