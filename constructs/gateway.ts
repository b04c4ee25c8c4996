import { Construct } from 'constructs';
import type { Cluster, Hdfs, Resolved } from '../environments/resolve-cluster';
import type { gateway as schema } from '../environments/schema/resources';
import { gateway } from './processes/gateway';
import { httpFs } from './processes/http-fs';
import { serviceHost } from '../environments/host-names';
import { resourceProps } from './workload/resource-props';
import { Workload } from './workload/workload';

/** Properties of a {@link Gateway}. */
export interface GatewayProps {
  readonly cluster: Cluster;
  readonly hdfs: Hdfs;
  readonly resource: Resolved<typeof schema>;
}

/** The door to HDFS and Spark: Knox, and beside it the HttpFS that it alone reaches. */
export class Gateway extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster, hdfs, resource }: GatewayProps) {
    super(scope, id);
    this.workload = new Workload(this, resource.name, {
      ...resourceProps(resource),
      cluster,
      kind: 'Deployment',
      processes: [gateway(cluster, hdfs, resource), httpFs(cluster, hdfs, resource)],
      // The gateway calls HttpFS by the name in its principal.
      loopbackNames: cluster.realm ? [serviceHost(cluster, resource.name)] : [],
    });
  }
}
