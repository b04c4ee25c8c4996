import type { Resource } from '../../environments/resolve-cluster';
import type { WorkloadProps } from './workload';

/** What the workload of a resource takes over from the environment as it is. */
export function resourceProps({
  replicas,
  storage,
  nodeSelector,
  tolerations,
  envOverrides,
  podOverrides,
}: Resource): Pick<WorkloadProps, 'replicas' | 'volumes' | 'nodeSelector' | 'tolerations' | 'envOverrides' | 'podOverrides'> {
  return { replicas, volumes: storage, nodeSelector, tolerations, envOverrides, podOverrides };
}
