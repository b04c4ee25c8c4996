import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import { Construct } from 'constructs';
import type { Cluster } from '../environments/resolve-cluster';
import { controller as image } from '../images/controller/contract';
import { type ControllerProcessProps, controller } from './processes/controller';
import { clusterLabels } from './workload/labels';
import { resourceProps } from './workload/resource-props';
import type { KubernetesObject } from './workload/manifest';
import { Workload, type WorkloadProps, addManifest } from './workload/workload';

/** Properties of a {@link Controller}. */
export interface ControllerProps extends ControllerProcessProps {
  readonly cluster: Cluster;
}

/** The pods of the controller, of which one acts and all answer; its properties follow from all other workloads, so it is made last. */
export function controllerProps({ cluster, ...props }: ControllerProps): WorkloadProps {
  return {
    ...resourceProps(props.resource),
    cluster,
    kind: 'Deployment',
    processes: [controller(cluster, props)],
    // The dashboard under a name of its own, the one that SQL Server Big Data Clusters gave it.
    services: { mgmtproxy: { ports: ['ctl-dashboard'] } },
  };
}

/** Makes Secrets and certificates, replaces pods, deploys applications, answers the API of the cluster. */
export class Controller extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, props: ControllerProps) {
    super(scope, id);
    const { cluster, resource } = props;
    this.workload = new Workload(this, resource.name, controllerProps(props));
    addManifest(
      this,
      // Empty, and so never taken back from its holder.
      {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name: image.lease, namespace: cluster.namespace, labels: clusterLabels(cluster) },
      } satisfies KubernetesObject<k8s.KubeLeaseProps>,
    );
  }
}
