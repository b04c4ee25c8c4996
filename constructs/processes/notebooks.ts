import { ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import { authorities, secretDirectories } from '../../images/contract';
import { notebooks as image } from '../../images/notebooks/contract';
import { sparkmagic } from '../config/sparkmagic';
import { trackingVariables } from '../config/tracking-variables';
import type { Process } from '../workload/process';
import { trackingFlows, trackingLogin } from './outside';
import { certificate, trust } from './tls';

/** Notebooks in the browser; what they run on the cluster goes through the gateway, as if the user called it. */
export function notebooks(cluster: Cluster, { cpu, cpuLimit, memory, name }: Resource, gateway: Resource): Process {
  return {
    name: image.name,
    image: cluster.images.notebooks,
    args: image.commands.notebooks,
    ports: ports.notebooks,
    cpu,
    cpuLimit,
    memory,
    ready: { path: image.readyPath, port: 'nb-https', scheme: 'HTTPS' },
    live: { path: image.readyPath, port: 'nb-https', scheme: 'HTTPS' },
    config: { directory: image.configDirectory, files: [sparkmagic(cluster, gateway)] },
    volumes: { data: image.dataDirectory },
    writableDirectories: image.writableDirectories,
    env: {
      REQUESTS_CA_BUNDLE: authorities.cluster,
      ...trackingVariables(cluster),
      // One outside never sees passwords of the cluster.
      ...(cluster.mlflow && { [image.trackingLoginVariable]: 'user' }),
    },
    secrets: [certificate(name), trust, { secret: 'users', directory: secretDirectories.users }, ...trackingLogin(cluster)],
    principals: [{ service: 'HTTP', account: 'ntbk' }],
    connectsTo: [{ workload: gateway.name, ports: ['gw-https'] }, ...trackingFlows(cluster)],
  };
}
