import { intervals, requiredSecondaries } from '../environments/availability-group';
import { ports } from '../environments/endpoints';
import type { AvailabilityGroup } from '../environments/resolve-cluster';
import { type Batch, inMaster } from './batch';
import type { Instance } from './instances';
import type { Login } from './logins';
import { type Sql, identifier, join, literal, sql } from './quoting';

/**
 * Makes the group on its first replica; the write lease has to be renewed from then on.
 *
 * @see https://learn.microsoft.com/sql/t-sql/statements/create-availability-group-transact-sql
 */
export function createGroup({ name, synchronousReplicas }: AvailabilityGroup, replicas: readonly Instance[]): Batch {
  const members = replicas.map((replica, ordinal) => {
    const endpoint = literal(`tcp://${replica.host}:${ports['sql-server']['sql-mirroring']}`);
    return ordinal < synchronousReplicas
      ? sql`${literal(replica.name)} WITH (ENDPOINT_URL = ${endpoint}, AVAILABILITY_MODE = SYNCHRONOUS_COMMIT, FAILOVER_MODE = EXTERNAL,
        SEEDING_MODE = AUTOMATIC, SECONDARY_ROLE (ALLOW_CONNECTIONS = ALL))`
      : sql`${literal(replica.name)} WITH (ENDPOINT_URL = ${endpoint}, AVAILABILITY_MODE = CONFIGURATION_ONLY)`;
  });
  return inMaster(sql`IF NOT EXISTS (SELECT 1 FROM sys.availability_groups WHERE name = ${literal(name)})
    CREATE AVAILABILITY GROUP ${identifier(name)}
    WITH (CLUSTER_TYPE = EXTERNAL, DB_FAILOVER = ON, WRITE_LEASE_VALIDITY = ${intervals.writeLease},
    REQUIRED_SYNCHRONIZED_SECONDARIES_TO_COMMIT = ${requiredSecondaries(synchronousReplicas)})
    FOR REPLICA ON
    ${join(members, ',\n')};`);
}

/** Joins the group that another replica made. */
export function joinGroup({ name }: AvailabilityGroup): Batch {
  return inMaster(sql`IF NOT EXISTS (SELECT 1 FROM sys.availability_groups WHERE name = ${literal(name)})
    ALTER AVAILABILITY GROUP ${identifier(name)} JOIN WITH (CLUSTER_TYPE = EXTERNAL);`);
}

/** Lets the group make its databases on this replica. */
export function letSeed({ name }: AvailabilityGroup): Batch {
  return inMaster(sql`ALTER AVAILABILITY GROUP ${identifier(name)} GRANT CREATE ANY DATABASE;`);
}

/** What the login of the agents may do with the group. */
export function grantGroup({ name }: AvailabilityGroup, login: Login): Batch {
  return inMaster(sql`GRANT ALTER, CONTROL, VIEW DEFINITION ON AVAILABILITY GROUP::${identifier(name)} TO ${identifier(login.name)};`);
}

/** Puts a database of the primary into the group; the first backup begins the chain of its log, and nothing is kept of it. */
export function addDatabase({ name }: AvailabilityGroup, database: string): Batch[] {
  const notIn = sql`DB_ID(${literal(database)}) NOT IN (SELECT database_id FROM sys.dm_hadr_database_replica_states WHERE is_local = 1)`;
  return [
    inMaster(sql`IF ${notIn} ALTER DATABASE ${identifier(database)} SET RECOVERY FULL;`),
    inMaster(sql`IF ${notIn} BACKUP DATABASE ${identifier(database)} TO DISK = N'NUL';`),
    inMaster(sql`IF ${notIn} ALTER AVAILABILITY GROUP ${identifier(name)} ADD DATABASE ${identifier(database)};`),
  ];
}

/** How many secondaries have to hold a transaction before it counts. */
export function requireSecondaries({ name, synchronousReplicas }: AvailabilityGroup): Batch {
  const required = requiredSecondaries(synchronousReplicas);
  return inMaster(sql`ALTER AVAILABILITY GROUP ${identifier(name)} SET (REQUIRED_SYNCHRONIZED_SECONDARIES_TO_COMMIT = ${required});`);
}

/**
 * Renews the write lease, unless it is `deadline` already.
 *
 * Agent and instance have one clock, that of their node: a renewal that waited in a queue is thus never late.
 */
export function renewWriteLease(group: AvailabilityGroup, deadline: Date): Batch {
  return inMaster(sql`IF SYSUTCDATETIME() >= CONVERT(datetime2(3), ${literal(deadline.toISOString().slice(0, -1))}, 126)
    THROW 51000, N'the right to renew the write lease has run out', 1;
    ${setWriteLease(group)}`);
}

function setWriteLease({ name }: AvailabilityGroup): Sql {
  return sql`ALTER AVAILABILITY GROUP ${identifier(name)} SET (WRITE_LEASE_VALIDITY = ${intervals.writeLease});`;
}

/** Makes this replica the primary; it returns before the role has changed. SQL Server refuses where transactions would be lost. */
export function failOver({ name }: AvailabilityGroup): Batch {
  return inMaster(sql`EXEC sys.sp_set_session_context @key = N'external_cluster', @value = N'yes';
    ALTER AVAILABILITY GROUP ${identifier(name)} FAILOVER;`);
}

/** Makes this replica the primary although transactions may be lost; for people alone. */
export function failOverWithLoss({ name }: AvailabilityGroup): Batch {
  return inMaster(sql`EXEC sys.sp_set_session_context @key = N'external_cluster', @value = N'yes';
    ALTER AVAILABILITY GROUP ${identifier(name)} FORCE_FAILOVER_ALLOW_DATA_LOSS;`);
}

/** Lets a database of a secondary follow the primary again after a failover with loss. */
export function resume(database: string): Batch {
  return inMaster(sql`ALTER DATABASE ${identifier(database)} SET HADR RESUME;`);
}

/** Ends the role of the primary here; the databases wait until another replica has it. */
export function goOffline({ name }: AvailabilityGroup): Batch {
  return inMaster(sql`ALTER AVAILABILITY GROUP ${identifier(name)} OFFLINE;`);
}

/** Follows the new primary. */
export function becomeSecondary({ name }: AvailabilityGroup): Batch {
  return inMaster(sql`ALTER AVAILABILITY GROUP ${identifier(name)} SET (ROLE = SECONDARY);`);
}

/** Role, state and progress of this replica, and how long the group has had its configuration. */
export function readState({ name }: AvailabilityGroup): Batch {
  return inMaster(sql`SELECT states.role_desc, states.operational_state_desc, states.synchronization_health_desc, groups.sequence_number,
    replicas.availability_mode_desc, DATEDIFF_BIG(millisecond, states.current_configuration_commit_start_time_utc, SYSUTCDATETIME()) AS commit_age
    FROM sys.availability_groups AS groups
    JOIN sys.dm_hadr_availability_replica_states AS states ON states.group_id = groups.group_id AND states.is_local = 1
    JOIN sys.availability_replicas AS replicas ON replicas.replica_id = states.replica_id
    WHERE groups.name = ${literal(name)};`);
}

/** Whether this replica may become the primary: its number has to be the highest of a majority. */
export function readSequence({ name }: AvailabilityGroup): Batch {
  return inMaster(sql`SELECT sequence_number FROM sys.availability_groups WHERE name = ${literal(name)};`);
}
