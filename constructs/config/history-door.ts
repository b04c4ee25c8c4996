import { ports } from '../../environments/endpoints';
import { serviceHost } from '../../environments/host-names';
import type { Cluster } from '../../environments/resolve-cluster';
import type { ConfigFile } from './config-file';
import { javaProperties } from './java-properties';
import { pagesPort } from './spark-history-server';

/** Who comes in to the pages of the history server: the gateway by its certificate, and users of the cluster by their logins. */
export function historyDoor(cluster: Cluster): ConfigFile {
  const { gateway } = cluster;
  return javaProperties('history-door.conf', {
    'door.port': String(ports['spark-history']['history-https']),
    'door.server': `http://127.0.0.1:${pagesPort}`,
    'door.superusers': gateway ? serviceHost(cluster, gateway.name) : '',
  });
}
