import { ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import { databaseSecret } from '../../environments/secrets';
import { database as image } from '../../images/database/contract';
import { pgHbaConf } from '../config/pg-hba-conf';
import { postgresqlConf } from '../config/postgresql-conf';
import type { Flow, Process } from '../workload/process';
import { certificate } from './tls';

/** PostgreSQL; it makes the logins of its callers and their databases at each start. */
export function database(cluster: Cluster, resource: Resource): Process {
  const { cpu, cpuLimit, memory, name } = resource;
  const { databaseLogins: logins } = cluster;
  const { 'db-sql': port } = ports.database;
  return {
    name: image.name,
    image: cluster.images.database,
    args: image.commands.database,
    ports: ports.database,
    cpu,
    cpuLimit,
    memory,
    // The port opens before what was written last is read again.
    ready: { command: ['pg_isready', '--quiet', '--host=localhost', `--port=${port}`] },
    live: { port: 'db-sql' },
    // Time to write what is in memory: without it the next start reads it from the log, and callers wait.
    graceSeconds: 120,
    config: { directory: image.configDirectory, files: [postgresqlConf(resource), pgHbaConf(logins)] },
    volumes: { data: image.dataDirectory },
    writableDirectories: image.writableDirectories,
    env: { [image.loginsVariable]: logins.join(' ') },
    secrets: [
      certificate(name),
      { secret: 'database-admin', directory: image.adminDirectory },
      ...logins.map((login) => ({ secret: databaseSecret(login), directory: `${image.loginDirectory}/${login}` })),
    ],
  };
}

/** Flow of whoever has a database, in the cluster or outside of it. */
export function databaseFlow({ database: resource, environment }: Cluster): Flow {
  if (resource) return { workload: resource.name, ports: ['db-sql'] };
  const { port, ranges } = environment.databaseServer!;
  return { ports: [port], ranges };
}
