import { ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import { notebooks } from '../../images/notebooks/contract';
import { serviceHost } from '../../environments/host-names';
import type { ConfigFile } from './config-file';

/**
 * Where the kernels of notebooks find Livy: through the gateway, with the login of whoever opened the notebook.
 *
 * @see https://github.com/jupyter-incubator/sparkmagic/blob/master/sparkmagic/example_config.json
 */
export function sparkmagic(cluster: Cluster, gateway: Resource): ConfigFile {
  const url = `https://${serviceHost(cluster, gateway.name)}:${ports.gateway['gw-https']}/gateway/default/livy/v1`;
  const credentials = { username: '', password: '', url, auth: 'Basic_Access' };
  const config = {
    kernel_python_credentials: credentials,
    kernel_scala_credentials: credentials,
    kernel_r_credentials: credentials,
    ignore_ssl_errors: false,
    use_auto_viz: true,
    // A session waits in YARN's queue until there is memory for it.
    livy_session_startup_timeout_seconds: 600,
    heartbeat_refresh_seconds: 30,
  };
  return { name: notebooks.configFile, content: `${JSON.stringify(config, null, 2)}\n` };
}
