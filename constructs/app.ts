import { Construct } from 'constructs';
import { ports } from '../environments/endpoints';
import type { Cluster, Resource } from '../environments/resolve-cluster';
import type { App as AppInput } from '../environments/schema/apps';
import { appWorkloadName, application } from './processes/app';
import { s3Pool } from './processes/s3';
import type { Manifest } from './workload/manifest';
import { connections, networkPolicy } from './workload/network-policy';
import type { Process } from './workload/process';
import { Workload, type WorkloadProps, type WorkloadSpec, workloadManifests, workloadSpec } from './workload/workload';

/** Properties of an {@link App}. */
export interface AppProps {
  readonly cluster: Cluster;
  readonly name: string;
  readonly app: AppInput;
}

/** An application that is there with the cluster. */
export class App extends Construct {
  readonly workload: Workload;

  constructor(scope: Construct, id: string, props: AppProps) {
    super(scope, id);
    this.workload = new Workload(this, appWorkloadName(props.name, props.app.version), appProps(props));
  }
}

/**
 * Every object of an application that is deployed into a running cluster: the same as of one that is there with it.
 *
 * Proxy and store know no application beforehand, so policies of their own let the proxy call this one, and this one the store.
 */
export function appManifests(cluster: Cluster, name: string, app: AppInput): Manifest[] {
  const { appProxy: resource, hdfs } = cluster;
  if (!resource) throw new Error(`application '${name}' needs the proxy in front of it`);
  const spec = workloadSpec(appWorkloadName(name, app.version), appProps({ cluster, name, app }));
  const proxy = peer(cluster, resource, { connectsTo: [{ workload: spec.name, ports: ['app-https'] }] });
  const stores = hdfs?.s3Users.includes('apps') ? [peer(cluster, s3Pool(hdfs), { ports: ports['s3-apps'] })] : [];
  const { connections: declared } = connections([spec, proxy, ...stores]);
  const own = networkPolicy(spec, declared);
  /** What the policy of another workload would say of this application. */
  const ofPeer = (workload: WorkloadSpec, direction: 'Ingress' | 'Egress'): Manifest => {
    const { spec: whole, ...policy } = networkPolicy(workload, declared);
    const rules = direction === 'Ingress' ? { ingress: whole.ingress } : { egress: whole.egress };
    return {
      ...policy,
      metadata: { ...own.metadata, name: `${spec.name}-${workload.name}` },
      spec: { podSelector: whole.podSelector, policyTypes: [direction], ...rules },
    };
  };
  return [...workloadManifests(spec), own, ofPeer(proxy, 'Egress'), ...stores.map((store) => ofPeer(store, 'Ingress'))];
}

/** As much of a workload as its flows to or from an application are made from. */
function peer(cluster: Cluster, { name, replicas, cpu, memory }: Resource, process: Pick<Process, 'ports' | 'connectsTo'>): WorkloadSpec {
  const image = cluster.images.appProxy;
  return workloadSpec(name, { cluster, kind: 'Deployment', replicas, processes: [{ name, image, cpu, memory, ...process }] });
}

function appProps({ cluster, name, app }: AppProps): WorkloadProps {
  const workload = appWorkloadName(name, app.version);
  return {
    cluster,
    kind: 'Deployment',
    replicas: app.replicas,
    application: 'app',
    processes: [application(cluster, name, app)],
    // The label by which SQL Server Big Data Clusters' own notebooks look for the pods of an application.
    podOverrides: { metadata: { labels: { app: workload } } },
  };
}
