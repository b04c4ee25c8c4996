import type { Cluster } from '../environments/resolve-cluster';
import { toMebibytes, toMillicores } from '../environments/schema/quantities';
import { imageReference } from '../images/catalogue';
import { type WorkloadEndpoint, endpointAddress, endpointsOf } from '../constructs/workload/external-service';
import { type ClusterSecret, secretsOf } from '../constructs/workload/secrets';
import type { WorkloadSpec } from '../constructs/workload/workload';
import type { RenderedCluster } from './render-cluster';

/** What one workload takes from the Kubernetes cluster; sums over all its pods. */
export interface WorkloadPlan {
  readonly workload: string;
  readonly kind: WorkloadSpec['kind'];
  readonly pods: number;
  /** Requested, in thousandths of a core. */
  readonly cpuMillicores: number;
  /** Requested and limit alike, in mebibytes. */
  readonly memoryMebibytes: number;
  readonly volumes: number;
  readonly volumeMebibytes: number;
  readonly images: readonly string[];
}

/** How callers outside reach a part of the cluster. */
export interface EndpointPlan extends Pick<WorkloadEndpoint, 'name' | 'description' | 'protocol' | 'serviceType'> {
  readonly workload: string;

  /** As clients want it; what is known only when it is applied stands in angle brackets. */
  readonly address: string;
}

/** What a whole cluster takes. */
export interface Plan {
  readonly environment: string;
  readonly namespace: string;
  readonly objects: number;
  readonly workloads: readonly WorkloadPlan[];
  readonly endpoints: readonly EndpointPlan[];
  /** Secrets that pods wait for and that no operator copies from elsewhere. */
  readonly secrets: readonly Pick<ClusterSecret, 'name' | 'keys' | 'content'>[];
  readonly total: Omit<WorkloadPlan, 'workload' | 'kind'>;
  /** What somebody should know before they apply it. */
  readonly notes: readonly string[];
}

/** Sums up `rendered`. */
export function planOf({ cluster, layers, workloads }: RenderedCluster): Plan {
  const plans = workloads.map(workloadPlan);
  const sum = (field: 'pods' | 'cpuMillicores' | 'memoryMebibytes' | 'volumes' | 'volumeMebibytes') =>
    plans.reduce((total, plan) => total + plan[field], 0);
  return {
    environment: cluster.name,
    namespace: cluster.namespace,
    objects: layers.reduce((total, { manifests }) => total + manifests.length, 0),
    workloads: plans,
    endpoints: workloads.flatMap(endpointPlans),
    secrets: secretsOf(workloads)
      .filter(({ source }) => source.from === 'generated' || source.from === 'existing')
      .map(({ name, keys, content }) => ({ name, keys, content })),
    total: {
      pods: sum('pods'),
      cpuMillicores: sum('cpuMillicores'),
      memoryMebibytes: sum('memoryMebibytes'),
      volumes: sum('volumes'),
      volumeMebibytes: sum('volumeMebibytes'),
      images: [...new Set(plans.flatMap(({ images }) => images))].toSorted(),
    },
    notes: notes(cluster, workloads),
  };
}

function notes(cluster: Cluster, workloads: readonly WorkloadSpec[]): string[] {
  const { environment, platform } = cluster;
  const withoutClass = workloads.filter(({ volumes }) => Object.values(volumes).some(({ className }) => className === undefined));
  const open = workloads
    .flatMap(endpointsOf)
    .filter(({ serviceType, internal, sourceRanges }) => serviceType === 'LoadBalancer' && !internal && sourceRanges.length === 0);
  return [
    ...(environment.security === 'simple' ? ['security is simple: users inside the cluster are not isolated from each other'] : []),
    // No problem, since most Kubernetes clusters have a default: pods without one stay pending, and say why.
    ...(withoutClass.length > 0
      ? [`volumes of ${withoutClass.map(({ name }) => name).join(', ')} take the default storage class: see that there is one`]
      : []),
    ...(open.length > 0 && platform.internalLoadBalancer
      ? [
          `the whole Internet may call ${open.map(({ name }) => name).join(', ')}: set internal or sourceRanges of the endpoints if it should not`,
        ]
      : []),
  ];
}

function endpointPlans(workload: WorkloadSpec): EndpointPlan[] {
  return endpointsOf(workload).map((endpoint) => {
    const { name, description, protocol, serviceType } = endpoint;
    return { name, description, protocol, serviceType, workload: workload.name, address: endpointAddress(workload.cluster, endpoint) };
  });
}

/** Sums up one workload. */
export function workloadPlan({ kind, name, processes, replicas, volumes }: WorkloadSpec): WorkloadPlan {
  const perPod = (amount: (process: WorkloadSpec['processes'][number]) => number) =>
    processes.reduce((total, process) => total + amount(process), 0);
  return {
    workload: name,
    kind,
    pods: replicas,
    cpuMillicores: replicas * perPod(({ cpu }) => toMillicores(cpu)),
    memoryMebibytes: replicas * perPod(({ memory }) => toMebibytes(memory)),
    volumes: replicas * Object.keys(volumes).length,
    volumeMebibytes: replicas * Object.values(volumes).reduce((total, { size }) => total + toMebibytes(size), 0),
    images: [...new Set(processes.map(({ image }) => imageReference(image)))].toSorted(),
  };
}
