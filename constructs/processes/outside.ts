import type { Cluster } from '../../environments/resolve-cluster';
import type { Flow, OutsideFlow, SecretUse } from '../workload/process';

/** Flow to `url`, whose addresses are `ranges`. */
export function outsideFlow(url: string, ranges: readonly string[]): OutsideFlow {
  return { ports: [Number(new URL(url).port || 443)], ranges };
}

/** Flows of a client of MLflow: to the cluster's own tracking server, or to the one outside. */
export function trackingFlows({ environment: { trackingServer }, mlflow }: Cluster): Flow[] {
  if (mlflow) return [{ workload: mlflow.name, ports: ['mlflow-https'] }];
  return trackingServer ? [outsideFlow(trackingServer.url, trackingServer.ranges)] : [];
}

/** The login of a client of the tracking server outside, if it asks for one. */
export function trackingLogin({ environment: { trackingServer }, mlflow }: Cluster): SecretUse[] {
  const secret = mlflow ? undefined : trackingServer?.credentials;
  return secret === undefined
    ? []
    : [
        { secret, key: 'username', variable: 'MLFLOW_TRACKING_USERNAME' },
        { secret, key: 'password', variable: 'MLFLOW_TRACKING_PASSWORD' },
      ];
}
