import { ports } from '../../environments/endpoints';
import type { Cluster } from '../../environments/resolve-cluster';
import type { DatabaseLogin } from '../../environments/secrets';
import { authorities } from '../../images/contract';
import { serviceHost } from '../../environments/host-names';

/**
 * Address of the database of `login`, in the cluster or outside of it, without the login itself.
 *
 * @see https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 */
export function databaseUrl(cluster: Cluster, login: DatabaseLogin): string {
  const { database, environment } = cluster;
  const outside = environment.databaseServer;
  const [host, port, signers] = database
    ? [serviceHost(cluster, database.name), ports.database['db-sql'], authorities.cluster]
    : [outside!.host, outside!.port, authorities.public];
  return `postgresql://${host}:${port}/${login}?sslmode=verify-full&sslrootcert=${signers}`;
}
