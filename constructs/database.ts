import { Construct } from 'constructs';
import type { Cluster, Resource } from '../environments/resolve-cluster';
import { database } from './processes/database';
import { resourceProps } from './workload/resource-props';
import { Workload } from './workload/workload';

/** Properties of a {@link Database}. */
export interface DatabaseProps {
  readonly cluster: Cluster;
  readonly resource: Resource;
}

/** The database of the Hive metastore and MLflow. */
export class Database extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster, resource }: DatabaseProps) {
    super(scope, id);
    this.workload = new Workload(this, resource.name, {
      ...resourceProps(resource),
      cluster,
      kind: 'StatefulSet',
      processes: [database(cluster, resource)],
    });
  }
}
