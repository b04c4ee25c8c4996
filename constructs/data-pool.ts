import { Construct } from 'constructs';
import type { Cluster, Sql, SqlPool } from '../environments/resolve-cluster';
import { sqlServer, sqlServerVolumes } from './processes/sql-server';
import { resourceProps } from './workload/resource-props';
import { Workload } from './workload/workload';

/** Properties of a {@link DataPool}. */
export interface DataPoolProps {
  readonly cluster: Cluster;
  readonly sql: Sql;
  readonly pool: SqlPool;
}

/** SQL Servers that each hold a part of the rows of large tables. */
export class DataPool extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster, sql, pool }: DataPoolProps) {
    super(scope, id);
    this.workload = new Workload(this, pool.name, {
      ...resourceProps(pool),
      cluster,
      kind: 'StatefulSet',
      application: 'sql-server',
      processes: [sqlServer(cluster, sql, { pool, volumes: sqlServerVolumes })],
      // Every shard is the only one of its rows: replaced one at a time by whoever knows that nobody loads it.
      updateStrategy: 'OnDelete',
    });
  }
}
