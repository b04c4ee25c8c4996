import type { EnvironmentInput } from '../../../environments/schema/environment';
import { smallestHa } from '../../environments/smallest';
import { bigDataCluster } from '../../../stacks/big-data-cluster';
import { clusterOf } from '../../environments/cluster';
import { inRealmOfItsOwn } from '../../environments/realm';

/** Processes that know the groups of users from files. */
function knowing(environment: EnvironmentInput) {
  const { workloads } = bigDataCluster(clusterOf(environment));
  return workloads
    .flatMap(({ spec }) => spec.processes)
    .filter(({ secrets = [] }) => secrets.some((use) => use.secret === 'user-groups' && 'directory' in use))
    .map(({ name }) => name);
}

const withController = { ...smallestHa, resources: { ...smallestHa.resources, controller: { cpu: '100m', memory: '256Mi' } } } as const;

test.each<EnvironmentInput>([withController, inRealmOfItsOwn])(
  'who decides by groups has the files of the controller: $security',
  (environment) => {
    expect(knowing(environment)).toEqual(expect.arrayContaining(['name-node', 'resource-manager']));
    expect(knowing(environment)).not.toContain('data-node');
  },
);

test('without a controller nobody waits for files that nobody makes', () => {
  expect(knowing(smallestHa)).toEqual([]);
});
