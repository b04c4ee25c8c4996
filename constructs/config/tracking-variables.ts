import { ports } from '../../environments/endpoints';
import type { Cluster } from '../../environments/resolve-cluster';
import { authorities } from '../../images/contract';
import { serviceHost } from '../../environments/host-names';
import type { Properties } from './config-file';

/**
 * Variables by which clients of MLflow find the tracking server, the cluster's own or the one outside; none if there is neither.
 *
 * @see https://mlflow.org/docs/latest/api_reference/python_api/mlflow.environment_variables.html
 */
export function trackingVariables(cluster: Cluster): Properties {
  const { environment, mlflow } = cluster;
  const [url, signers] = mlflow
    ? [`https://${serviceHost(cluster, mlflow.name)}:${ports.mlflow['mlflow-https']}`, authorities.cluster]
    : [environment.trackingServer?.url, authorities.public];
  if (url === undefined) return {};
  return {
    MLFLOW_TRACKING_URI: url,
    MLFLOW_TRACKING_SERVER_CERT_PATH: signers,
    // Files come through the tracking server: its store may be out of reach.
    MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD: 'false',
  };
}
