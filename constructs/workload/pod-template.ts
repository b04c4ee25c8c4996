import { createHash } from 'node:crypto';
import { k8s } from 'cdk8s-plus-28';
import { configMapName } from './config-maps';
import { configVolume, container, scratchVolume } from './container';
import { labelPrefix, selectorLabels, workloadLabels } from './labels';
import { type Process, kubernetesApi } from './process';
import type { WorkloadSpec } from './workload';

/** Annotation that changes with every configuration file that needs a new pod. */
export const configHashAnnotation = `${labelPrefix}/config-hash`;

/** Annotation with the workloads that the readiness probes ask, apart from the own pod. */
export const observesAnnotation = `${labelPrefix}/readiness-observes`;

/** Annotation with the keys of the labels that the pods' own processes set. */
export const runtimeLabelsAnnotation = `${labelPrefix}/runtime-labels`;

const defaultGraceSeconds = 30;

/** The pods of a workload, within the restricted Pod Security Standard. */
export function podTemplate(workload: WorkloadSpec): k8s.PodTemplateSpec {
  const { cluster, name, application, processes, nodeSelector, tolerations } = workload;
  const { platform } = cluster;
  const pods = selectorLabels(cluster, name);
  const { pullSecret } = cluster.environment.images;
  const observed = processes.flatMap(({ ready }) => (ready && 'command' in ready ? (ready.observes ?? []) : []));
  const runtimeLabels = processes.flatMap((process) => process.runtimeLabels ?? []);
  const runtimePorts = processes.find((process) => process.runtimePorts)?.runtimePorts;
  return {
    metadata: {
      labels: workloadLabels(cluster, name, application),
      annotations: {
        [configHashAnnotation]: configHash(processes),
        ...(observed.length > 0 && { [observesAnnotation]: observed.join(',') }),
        ...(runtimeLabels.length > 0 && { [runtimeLabelsAnnotation]: runtimeLabels.join(',') }),
      },
    },
    spec: {
      serviceAccountName: name,
      automountServiceAccountToken: callsKubernetes(workload),
      enableServiceLinks: false,
      imagePullSecrets: pullSecret === undefined ? undefined : [{ name: pullSecret }],
      securityContext: {
        runAsNonRoot: true,
        ...platform.identity,
        // Changing the group of every block of a full DataNode at each start takes hours.
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
        ...(runtimePorts && { sysctls: [{ name: 'net.ipv4.ip_local_port_range', value: `${runtimePorts.first} ${runtimePorts.last}` }] }),
      },
      terminationGracePeriodSeconds: Math.max(...processes.map(({ graceSeconds = defaultGraceSeconds }) => graceSeconds)),
      // A cluster may have Windows nodes too.
      nodeSelector: { 'kubernetes.io/os': 'linux', ...nodeSelector },
      ...(tolerations && tolerations.length > 0 && { tolerations: [...tolerations] }),
      // Zones get their share of the pods, and nodes as few as they can; neither keeps a pod from starting.
      topologySpreadConstraints: [
        { topologyKey: platform.zoneKey, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: pods } },
      ],
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: pods } } },
          ],
        },
      },
      containers: processes.map((process) => container(workload, process)),
      volumes: processes.flatMap((process) => [
        ...(process.config ? [{ name: configVolume(process), configMap: { name: configMapName(workload, process) } }] : []),
        ...(process.writableDirectories ?? []).map((directory) => ({ name: scratchVolume(process, directory), emptyDir: {} })),
      ]),
    },
  };
}

/** Whether some process asks for a token of the Kubernetes API. */
export function callsKubernetes({ processes }: Pick<WorkloadSpec, 'processes'>): boolean {
  return processes.some(({ connectsTo = [] }) => connectsTo.includes(kubernetesApi));
}

function configHash(processes: readonly Process[]): string {
  const files = processes.flatMap(({ name, config }) =>
    (config?.files ?? []).filter(({ reloaded }) => !reloaded).map((file) => [name, file.name, file.content]),
  );
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
}
