import { ports } from '../environments/endpoints';
import { hostOf, podHost, podNames, serviceHost } from '../environments/host-names';
import type { Cluster, Sql, SqlPool } from '../environments/resolve-cluster';

/** A SQL Server of the cluster, as others reach it. */
export interface Instance {
  /** Name of its pod; linked servers have it too. */
  readonly name: string;

  readonly host: string;
  readonly port: number;
}

const port = ports['sql-server']['sql-tds'];

/** The instances of `pools`, a pod each. */
export function instancesOf(cluster: Cluster, pools: readonly SqlPool[]): Instance[] {
  return pools.flatMap(({ name: pool, replicas }) =>
    podNames(pool, replicas).map((name) => ({ name, host: podHost(cluster, pool, name), port })),
  );
}

/** The replicas of the master, the one without data included. */
export function replicasOf(cluster: Cluster, { master, availabilityGroup }: Sql): Instance[] {
  return instancesOf(cluster, [{ ...master, replicas: availabilityGroup?.replicas ?? 1 }]);
}

/** The replica of the master that may write, whichever it is. */
export function primaryOf(cluster: Cluster): Instance {
  return { name: 'primary', host: hostOf(cluster, 'master-p-svc'), port };
}

/** Any pod of `pool`: each new connection may reach another one. */
export function anyOf(cluster: Cluster, { name }: SqlPool): Instance {
  return { name, host: serviceHost(cluster, name), port };
}
