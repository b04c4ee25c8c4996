import { Construct } from 'constructs';
import type { Cluster, Resource } from '../environments/resolve-cluster';
import { appProxy } from './processes/app-proxy';
import { resourceProps } from './workload/resource-props';
import { Workload } from './workload/workload';

/** Properties of an {@link AppProxy}. */
export interface AppProxyProps {
  readonly cluster: Cluster;
  readonly resource: Resource;
}

/** The door to applications that were deployed. */
export class AppProxy extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster, resource }: AppProxyProps) {
    super(scope, id);
    this.workload = new Workload(this, resource.name, {
      ...resourceProps(resource),
      cluster,
      kind: 'Deployment',
      processes: [appProxy(cluster, resource)],
    });
  }
}
