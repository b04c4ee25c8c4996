import { Construct } from 'constructs';
import type { Cluster, Resource } from '../environments/resolve-cluster';
import { notebooks } from './processes/notebooks';
import { resourceProps } from './workload/resource-props';
import { Workload } from './workload/workload';

/** Properties of {@link Notebooks}. */
export interface NotebooksProps {
  readonly cluster: Cluster;
  readonly resource: Resource;
  readonly gateway: Resource;
}

/** Notebooks in the browser, with the files of their users. */
export class Notebooks extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster, resource, gateway }: NotebooksProps) {
    super(scope, id);
    this.workload = new Workload(this, resource.name, {
      ...resourceProps(resource),
      cluster,
      kind: 'StatefulSet',
      processes: [notebooks(cluster, resource, gateway)],
    });
  }
}
