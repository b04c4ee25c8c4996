import { type Problem, show } from '../problem';
import type { Cluster } from '../resolve-cluster';
import { editionsWithGroups } from '../schema/sql';

/** A group survives the loss of a replica only if three can vote, and only some editions form one. */
export function checkAvailabilityGroup({ environment, sql }: Cluster): Problem[] {
  if (!sql) return [];
  const { replicas, configurationOnly } = sql.master;
  const voters = replicas + configurationOnly;
  return [
    ...(replicas === 2 && voters === 2
      ? [
          {
            path: 'resources.master.replicas',
            given: show(replicas),
            allowed: '1, 3, or 2 with configurationOnly: 1',
            fix: 'set replicas to 3, or configurationOnly to 1: two that lose each other cannot tell who may go on',
          },
        ]
      : []),
    ...(replicas !== 2 && configurationOnly > 0
      ? [
          {
            path: 'resources.master.configurationOnly',
            given: show(configurationOnly),
            allowed: '0, or 1 with two replicas',
            fix: replicas === 1 ? 'set it to 0, or replicas to 2' : 'set it to 0: three replicas have a majority without it',
          },
        ]
      : []),
    ...(replicas > 1 && !editionsWithGroups.includes(sql.edition)
      ? [
          {
            path: 'sql.edition',
            given: show(environment.sql?.edition),
            allowed: `an edition with availability groups (${editionsWithGroups.join(', ')}) for a master with ${replicas} replicas`,
            fix: 'choose one of them that the version has, or set the replicas of master to 1',
          },
        ]
      : []),
  ];
}
