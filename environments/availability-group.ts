/**
 * Intervals of the agents, in seconds.
 *
 * A write lease that outlives two rounds and a query is never lost by a slow round alone; a Lease has to survive three rounds. The next
 * primary waits until the write lease of the last one has run out, by its own clock: no two clocks are compared.
 */
export const intervals = { round: 2, lease: 15, writeLease: 20, query: 3, margin: 2 } as const;

/**
 * Secondaries that have to hold a transaction before it counts: half of the replicas, so that any majority has it.
 *
 * Of two replicas none: the loss of the secondary would stop all writing.
 *
 * @see https://github.com/microsoft/mssql-server-ha/blob/master/go/src/mssqlcommon/ag/lib.go
 */
export function requiredSecondaries(replicas: number): number {
  return replicas === 2 ? 0 : Math.floor(replicas / 2);
}
