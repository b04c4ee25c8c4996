import { Construct } from 'constructs';
import type { InternalRealm } from '../environments/realm';
import type { Cluster, Resource } from '../environments/resolve-cluster';
import { kdc } from './processes/kdc';
import { resourceProps } from './workload/resource-props';
import { Workload } from './workload/workload';

/** Properties of a {@link Kdc}. */
export interface KdcProps {
  readonly cluster: Cluster;
  readonly realm: InternalRealm;
  readonly resource: Resource;
}

/** The key distribution centre of a realm of the cluster's own; while it is away, tickets that were given out stay valid. */
export class Kdc extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { cluster, realm, resource }: KdcProps) {
    super(scope, id);
    this.workload = new Workload(this, resource.name, {
      ...resourceProps(resource),
      cluster,
      kind: 'StatefulSet',
      processes: [kdc(cluster, realm, resource)],
    });
  }
}
