import { ports } from '../../environments/endpoints';
import type { Cluster } from '../../environments/resolve-cluster';
import { appProxy } from '../../images/app-proxy/contract';
import { appWorkloadName } from '../processes/app';
import { serviceHost } from '../../environments/host-names';
import type { ConfigFile } from './config-file';

/** Where the proxy finds an application, and in whose name it answers. */
export function appProxyConfig(cluster: Cluster): ConfigFile {
  const config = {
    port: ports['app-proxy']['proxy-https'],
    path: '/api/app/{name}/{version}',
    target: `https://${serviceHost(cluster, appWorkloadName('{name}', '{version}'))}:${ports.app['app-https']}`,
  };
  return { name: appProxy.configFile, content: `${JSON.stringify(config, null, 2)}\n` };
}
