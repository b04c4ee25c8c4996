import { createHash } from 'node:crypto';
import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import { secretName } from '../../environments/secrets';
import { configMapName } from './config-maps';
import { callsKubernetes, configVolume, container, directoryVolume, tokenVolume } from './container';
import { labelPrefix, selectorLabels, workloadLabels } from './labels';
import type { Process } from './process';
import type { Plain } from './manifest';
import type { WorkloadSpec } from './workload';

/** Annotation that changes with every configuration file that needs a new pod. */
export const configHashAnnotation = `${labelPrefix}/config-hash`;

/** Annotation with the workloads that the readiness probes ask, apart from the own pod. */
export const observesAnnotation = `${labelPrefix}/readiness-observes`;

/** Annotation with the keys of the labels that the pods' own processes set. */
export const runtimeLabelsAnnotation = `${labelPrefix}/runtime-labels`;

/** Annotation with the processes that go on only while most of the pods are there. */
export const quorumAnnotation = `${labelPrefix}/quorum`;

/** Annotation with the reason why the root file system of `container` is writable. */
export function writableRootAnnotation(containerName: string): string {
  return `${labelPrefix}/writable-root.${containerName}`;
}

/** Annotation with the reason why `container` runs as root. */
export function rootAnnotation(containerName: string): string {
  return `${labelPrefix}/root.${containerName}`;
}

const defaultGraceSeconds = 30;

/** ConfigMap that Kubernetes puts into every namespace: who signed the certificate of the API server. */
export const apiServerAuthority = 'kube-root-ca.crt';

/** Owner and group alone: the group is the volume's, which every process of the pod has. */
const secretMode = 0o440;

/** The pods of a workload, within the restricted Pod Security Standard. */
export function podTemplate(workload: WorkloadSpec): Plain<k8s.PodTemplateSpec> {
  const { cluster, name, application, processes, nodeSelector, tolerations, loopbackNames } = workload;
  const { platform } = cluster;
  const pods = selectorLabels(cluster, name);
  const { pullSecret } = cluster.environment.images;
  const observed = processes.flatMap(({ ready }) => (ready && 'command' in ready ? (ready.observes ?? []) : []));
  const runtimeLabels = processes.flatMap((process) => process.runtimeLabels ?? []);
  const quorum = processes.filter((process) => process.quorum).map((process) => process.name);
  const runtimePorts = processes.find((process) => process.runtimePorts)?.runtimePorts;
  return {
    metadata: {
      labels: workloadLabels(cluster, name, application),
      annotations: {
        [configHashAnnotation]: configHash(processes),
        ...(observed.length > 0 && { [observesAnnotation]: observed.join(',') }),
        ...(quorum.length > 0 && { [quorumAnnotation]: quorum.join(',') }),
        ...(runtimeLabels.length > 0 && { [runtimeLabelsAnnotation]: runtimeLabels.join(',') }),
        ...Object.fromEntries(
          processes.flatMap(({ name: containerName, rootReason, writableRootReason }) => [
            ...(writableRootReason === undefined ? [] : [[writableRootAnnotation(containerName), writableRootReason]]),
            ...(rootReason === undefined ? [] : [[rootAnnotation(containerName), rootReason]]),
          ]),
        ),
      },
    },
    spec: {
      serviceAccountName: name,
      // A container that does not call the API has no token: what it runs for others could read it.
      automountServiceAccountToken: false,
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
      ...(loopbackNames.length > 0 && { hostAliases: [{ ip: '127.0.0.1', hostnames: [...loopbackNames] }] }),
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
        ...(process.secrets ?? []).flatMap((use) =>
          'directory' in use
            ? {
                name: directoryVolume(process, use.directory),
                secret: { secretName: secretName(cluster.environment, use.secret), defaultMode: secretMode, optional: use.optional },
              }
            : [],
        ),
        ...(process.writableDirectories ?? []).map((directory) => ({ name: directoryVolume(process, directory), emptyDir: {} })),
        ...(callsKubernetes(process) ? [{ name: tokenVolume(process), projected: kubernetesToken }] : []),
      ]),
    },
  };
}

/** What Kubernetes itself would mount into every container of the pod. */
const kubernetesToken: Plain<k8s.ProjectedVolumeSource> = {
  sources: [
    { serviceAccountToken: { path: 'token', expirationSeconds: 3607 } },
    { configMap: { name: apiServerAuthority, items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
  ],
};

function configHash(processes: readonly Process[]): string {
  const files = processes.flatMap(({ name, config }) =>
    (config?.files ?? []).filter(({ reloaded }) => !reloaded).map((file) => [name, file.name, file.content]),
  );
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
}
