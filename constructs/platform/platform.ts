import type { k8s } from 'cdk8s-plus-28';
import type { Cluster } from '../../environments/resolve-cluster';
import { vanilla } from './vanilla';

/** Everything that differs between the kinds of Kubernetes; nothing else may branch on it. */
export interface Platform {
  /** User and groups of all containers of a pod and of its volumes; empty where the platform gives them itself. */
  readonly identity: Pick<k8s.PodSecurityContext, 'runAsUser' | 'runAsGroup' | 'fsGroup'>;

  /** Where pods look names up. */
  readonly dns: { readonly namespace: string; readonly podLabels: Readonly<Record<string, string>>; readonly port: number };

  /** TCP ports of the Kubernetes API server, behind its Service and itself. */
  readonly apiServerPorts: readonly number[];

  /** Node label that tells failure domains apart. */
  readonly zoneKey: string;
}

const platforms: Readonly<Record<Cluster['platform']['kind'], Platform>> = { kubernetes: vanilla };

/** The platform that `cluster` is made for. */
export function platformOf(cluster: Cluster): Platform {
  return platforms[cluster.platform.kind];
}
