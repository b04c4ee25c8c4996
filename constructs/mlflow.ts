import { Construct } from 'constructs';
import type { Cluster, Resource } from '../environments/resolve-cluster';
import { mlflow } from './processes/mlflow';
import { resourceProps } from './workload/resource-props';
import { Workload } from './workload/workload';

/** Properties of {@link Mlflow}. */
export interface MlflowProps {
  readonly cluster: Cluster;
  readonly resource: Resource;
}

/** The tracking server of MLflow; it keeps nothing itself. */
export class Mlflow extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster, resource }: MlflowProps) {
    super(scope, id);
    this.workload = new Workload(this, resource.name, {
      ...resourceProps(resource),
      cluster,
      kind: 'Deployment',
      processes: [mlflow(cluster, resource)],
    });
  }
}
