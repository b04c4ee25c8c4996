import { ports } from '../../environments/endpoints';
import type { Cluster } from '../../environments/resolve-cluster';
import type { App } from '../../environments/schema/apps';
import { appRuntime as image } from '../../images/app-runtime/contract';
import { appSpec } from '../config/app-spec';
import type { Flow, Process } from '../workload/process';
import { outsideFlow } from './outside';
import { s3Flows } from './s3';
import { certificate } from './tls';

/** Name of the workload of an application, and of its pods. */
export function appWorkloadName(name: string, version: string): string {
  return `app-${name}-${version}`;
}

/** Runs an application: fetches its package once, then answers calls. */
export function application(cluster: Cluster, name: string, app: App): Process {
  const { objectStore } = cluster.environment;
  return {
    name: 'app',
    image: cluster.images.appRuntime,
    args: image.commands[app.runtime],
    ports: ports.app,
    cpu: app.cpu,
    memory: app.memory,
    ready: { path: image.readyPath, port: 'app-https', scheme: 'HTTPS' },
    live: { port: 'app-https' },
    config: { directory: image.configDirectory, files: [appSpec(cluster, name, app)] },
    writableDirectories: image.writableDirectories,
    secrets: [
      certificate(appWorkloadName(name, app.version)),
      { secret: objectStore?.credentials ?? 's3-apps', directory: image.storeDirectory },
    ],
    connectsTo: storeFlows(cluster),
  };
}

/** Flows to the store of packages: the one outside, or the bridge over HDFS beside the DataNodes. */
export function storeFlows(cluster: Cluster): Flow[] {
  const { objectStore } = cluster.environment;
  return objectStore ? [outsideFlow(objectStore.endpoint, objectStore.ranges)] : s3Flows(cluster, 'apps');
}
