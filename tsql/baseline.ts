import type { Cluster, Sql } from '../environments/resolve-cluster';
import { createAudit } from './audit';
import { addDatabase, createGroup, grantGroup, joinGroup, letSeed } from './availability-group';
import { type Batch, type Script, inMaster } from './batch';
import { configure } from './configuration';
import { createGroupLogins } from './directory-groups';
import { admitPeer, createEndpoint, createMasterKey, rememberMasterKey } from './endpoint';
import { type Instance, anyOf, instancesOf, primaryOf, replicasOf } from './instances';
import { createLinkedServer, poolLogin } from './linked-servers';
import { createLogin, createReader, grantServer, loginOf } from './logins';
import { createObjectStore, hdfsStore } from './object-store';
import { identifier, literal, sql } from './quoting';

/** The database of compute and storage pool, whose queries read files; it holds no rows. */
export const lake = 'lake';

const agentLogin = loginOf('sql-agent');

/**
 * What each SQL Server of the cluster gets besides its configuration file, in the order in which it works.
 *
 * All of it can run again at any time. Databases of users are theirs: nothing here names one.
 */
export function baseline(cluster: Cluster): Script[] {
  const { sql: server } = cluster;
  if (!server) return [];
  const data = instancesOf(cluster, server.dataPools);
  const common = commonBatches(cluster);
  return [
    ...data.map((instance) => ({ instance, batches: [...common, createLogin(poolLogin)] })),
    ...instancesOf(cluster, server.storagePools).map((instance) => ({
      instance,
      batches: [...common, createLogin(poolLogin), ...lakeBatches(cluster)],
    })),
    ...instancesOf(cluster, server.computePools).map((instance) => ({
      instance,
      batches: [...common, createLogin(poolLogin), ...data.flatMap(createLinkedServer), ...lakeBatches(cluster)],
    })),
    ...masterScripts(cluster, server, common),
  ];
}

function commonBatches(cluster: Cluster): Batch[] {
  return [
    ...(cluster.environment.images.sqlServer?.polyBase ? [configure('polybase enabled', 1)] : []),
    // Queries write files as well.
    ...(hdfsStore(cluster) ? [configure('allow polybase export', 1)] : []),
    ...createAudit(),
  ];
}

/** Compute and storage pool read files of HDFS for the master. */
function lakeBatches(cluster: Cluster): Batch[] {
  const store = hdfsStore(cluster);
  return [
    inMaster(sql`IF DB_ID(${literal(lake)}) IS NULL CREATE DATABASE ${identifier(lake)};`),
    createMasterKey(lake),
    createReader(lake, poolLogin),
    ...(store
      ? [
          { database: lake, text: sql`GRANT ADMINISTER DATABASE BULK OPERATIONS TO ${identifier(poolLogin.name)};` },
          ...createObjectStore(lake, store),
        ]
      : []),
  ];
}

function masterScripts(cluster: Cluster, server: Sql, common: readonly Batch[]): Script[] {
  const { availabilityGroup: group, computePools } = server;
  const replicas = replicasOf(cluster, server);
  const linked: Instance[] = [
    ...instancesOf(cluster, [...server.dataPools, ...server.storagePools, ...computePools]),
    // Whichever pod answers, besides each of them by its name.
    ...computePools.map((pool) => anyOf(cluster, pool)),
  ];
  const { realm } = cluster;
  return replicas.map((instance, ordinal) => ({
    instance,
    batches: [
      ...common,
      createMasterKey('master'),
      createLogin(agentLogin),
      ...grantServer([sql`VIEW SERVER STATE`, sql`ALTER ANY AVAILABILITY GROUP`], agentLogin),
      ...(realm?.kind === 'activeDirectory' ? createGroupLogins(realm) : []),
      ...linked.flatMap(createLinkedServer),
      ...(group
        ? [
            ...createEndpoint(instance),
            ...replicas.filter((replica) => replica !== instance).flatMap(admitPeer),
            ordinal === 0 ? createGroup(group, replicas) : joinGroup(group),
            ...(ordinal < group.synchronousReplicas ? [letSeed(group)] : []),
            grantGroup(group, agentLogin),
          ]
        : []),
    ],
  }));
}

/** A database of users: on the primary, from where the group makes it on the others. */
export function createDatabase(cluster: Cluster, server: Sql, database: string): Script[] {
  const { availabilityGroup: group } = server;
  const store = hdfsStore(cluster);
  const replicas = replicasOf(cluster, server).slice(0, group?.synchronousReplicas ?? 1);
  return [
    {
      instance: primaryOf(cluster),
      batches: [
        inMaster(sql`IF DB_ID(${literal(database)}) IS NULL CREATE DATABASE ${identifier(database)};`),
        createMasterKey(database),
        ...(store ? createObjectStore(database, store) : []),
        ...(group ? addDatabase(group, database) : []),
      ],
    },
    ...replicas.map((instance) => ({ instance, batches: [rememberMasterKey(database)] })),
  ];
}
