import { toMebibytes, toMillicores } from '../environments/schema/quantities';
import { secretsOf } from '../environments/secrets';
import { imageReference } from '../images/catalogue';
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

/** What a whole cluster takes. */
export interface Plan {
  readonly environment: string;
  readonly namespace: string;
  readonly objects: number;
  readonly workloads: readonly WorkloadPlan[];
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
    total: {
      pods: sum('pods'),
      cpuMillicores: sum('cpuMillicores'),
      memoryMebibytes: sum('memoryMebibytes'),
      volumes: sum('volumes'),
      volumeMebibytes: sum('volumeMebibytes'),
      images: [...new Set(plans.flatMap(({ images }) => images))].toSorted(),
    },
    notes: [
      ...(cluster.environment.security === 'simple'
        ? ['security is simple: users inside the cluster are not isolated from each other']
        : []),
      ...secretsOf(cluster)
        .filter(({ source }) => source.from !== 'externalSecret')
        .map(({ name, keys, content }) => `pods wait for Secret ${name} (${keys.join(', ')}): ${content}`),
    ],
  };
}

function workloadPlan({ kind, name, processes, replicas, volumes }: WorkloadSpec): WorkloadPlan {
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
