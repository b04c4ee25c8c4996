import { ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import { secretDirectories } from '../../images/contract';
import { appProxy as image } from '../../images/app-proxy/contract';
import { appProxyConfig } from '../config/app-proxy';
import type { Process } from '../workload/process';
import { appWorkloadName } from './app';
import { certificate } from './tls';

/** Lets callers with a token, or with name and password, in to applications. */
export function appProxy(cluster: Cluster, resource: Resource): Process {
  const { cpu, cpuLimit, memory, name } = resource;
  return {
    name: image.name,
    image: cluster.images.appProxy,
    args: image.commands.proxy,
    ports: ports['app-proxy'],
    cpu,
    cpuLimit,
    memory,
    ready: { path: image.readyPath, port: 'proxy-https', scheme: 'HTTPS' },
    live: { port: 'proxy-https' },
    config: { directory: image.configDirectory, files: [appProxyConfig(cluster)] },
    writableDirectories: image.writableDirectories,
    secrets: [
      certificate(name),
      { secret: 'users', directory: secretDirectories.users },
      { secret: 'token-key', directory: image.tokenDirectory },
    ],
    // Flows to applications that are deployed later come with them.
    connectsTo: Object.entries(cluster.environment.apps).map(([app, { version }]) => ({
      workload: appWorkloadName(app, version),
      ports: ['app-https'],
    })),
    endpoints: [{ endpoint: 'app-proxy', port: 'proxy-https' }],
    principals: [{ service: 'HTTP', account: 'apst' }],
  };
}
