import { Construct } from 'constructs';
import type { Cluster, Sql, SqlPool } from '../environments/resolve-cluster';
import { s3Flows } from './processes/s3';
import { sqlServer, sqlServerVolumes } from './processes/sql-server';
import { resourceProps } from './workload/resource-props';
import { Workload } from './workload/workload';

/** Properties of a {@link ComputePool}. */
export interface ComputePoolProps {
  readonly cluster: Cluster;
  readonly sql: Sql;
  readonly pool: SqlPool;
}

/** SQL Servers that take over parts of large queries; they keep nothing that cannot be made again. */
export class ComputePool extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster, sql, pool }: ComputePoolProps) {
    super(scope, id);
    const sources = [...sql.dataPools, ...sql.storagePools];
    this.workload = new Workload(this, pool.name, {
      ...resourceProps(pool),
      cluster,
      kind: 'StatefulSet',
      application: 'sql-server',
      processes: [
        sqlServer(cluster, sql, {
          pool,
          volumes: sqlServerVolumes,
          connectsTo: [...sources.map(({ name }) => ({ workload: name, ports: ['sql-tds'] })), ...s3Flows(cluster, 'sql')],
        }),
      ],
    });
  }
}
