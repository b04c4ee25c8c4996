import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import { toMebibytes } from '../../environments/schema/quantities';
import { secretName } from '../../environments/secrets';
import { imageReference } from '../../images/catalogue';
import { serviceName } from '../../environments/host-names';
import { liveness, readiness, startup } from './probes';
import { type Process, type SecretUse, kubernetesApi } from './process';
import type { Plain } from './manifest';
import type { WorkloadSpec } from './workload';

/** The container of one process. */
export function container(workload: WorkloadSpec, process: Process): Plain<k8s.Container> {
  const { args, beforeStop, capabilities, command, image, name, ports = {}, secrets = [], writableRootReason } = process;
  return {
    name,
    image: imageReference(image),
    imagePullPolicy: 'IfNotPresent',
    command,
    args,
    env: environmentVariables(workload, process),
    ports: listOrNothing(Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort }))),
    resources: resources(process),
    startupProbe: startup(process),
    livenessProbe: liveness(process),
    readinessProbe: readiness(process),
    lifecycle: beforeStop && { preStop: { exec: { command: beforeStop } } },
    securityContext: {
      ...(process.rootReason === undefined
        ? { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'], add: capabilities } }
        : { runAsUser: 0, runAsNonRoot: false }),
      readOnlyRootFilesystem: writableRootReason === undefined,
    },
    volumeMounts: [
      ...(process.config ? [{ name: configVolume(process), mountPath: process.config.directory, readOnly: true }] : []),
      ...(process.config?.files ?? []).flatMap(({ name: file, mountPath }) =>
        mountPath === undefined ? [] : { name: configVolume(process), mountPath, subPath: file, readOnly: true },
      ),
      ...Object.entries(process.volumes ?? {}).map(([volume, mountPath]) => ({ name: volume, mountPath })),
      ...secrets.flatMap((use) =>
        'directory' in use ? { name: directoryVolume(process, use.directory), mountPath: use.directory, readOnly: true } : [],
      ),
      ...(process.writableDirectories ?? []).map((directory) => ({ name: directoryVolume(process, directory), mountPath: directory })),
      ...(callsKubernetes(process) ? [{ name: tokenVolume(process), mountPath: tokenDirectory, readOnly: true }] : []),
    ],
  };
}

/** Disk of the node that every container is sure to get, where it may fill as much. */
const sureEphemeralStorage = '256Mi';

function resources({ cpu, cpuLimit, memory, ephemeralStorage = '4Gi' }: Process): Plain<k8s.ResourceRequirements> {
  const least = toMebibytes(ephemeralStorage) < toMebibytes(sureEphemeralStorage) ? ephemeralStorage : sureEphemeralStorage;
  return {
    requests: { cpu, memory, 'ephemeral-storage': least },
    limits: { ...(cpuLimit && { cpu: cpuLimit }), memory, 'ephemeral-storage': ephemeralStorage },
  };
}

function listOrNothing<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** Name of the pod's volume with the configuration of `process`. */
export function configVolume({ name }: Process): string {
  return `${name}-config`;
}

/** Name of the pod's volume behind a writable directory, or a directory of secrets, of `process`. */
export function directoryVolume({ name }: Process, directory: string): string {
  return `${name}${directory.replaceAll('/', '-')}`;
}

/** Where clients of the Kubernetes API look for their token. */
const tokenDirectory = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Name of the pod's volume with the token of `process`. */
export function tokenVolume({ name }: Process): string {
  return `${name}-token`;
}

/** Whether `process` asks for a token of the Kubernetes API. */
export function callsKubernetes({ connectsTo = [] }: Process): boolean {
  return connectsTo.includes(kubernetesApi);
}

function environmentVariables(
  { cluster, envOverrides, kind, name }: WorkloadSpec,
  { env = {}, secrets = [] }: Process,
): Plain<k8s.EnvVar>[] {
  const { clusterDomain } = cluster.platform;
  const values = {
    // Only the pods of a StatefulSet have a host name of their own; Kubernetes fills in the references.
    ...(kind === 'StatefulSet' && { POD_HOST: `$(POD_NAME).${serviceName(name)}.$(POD_NAMESPACE).svc.${clusterDomain}` }),
    ...env,
    ...envOverrides,
  };
  return [
    { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
    ...Object.entries(values).map(([variable, value]) => ({ name: variable, value })),
    ...secrets.filter(isVariable).map(({ secret, key, variable }) => ({
      name: variable,
      valueFrom: { secretKeyRef: { name: secretName(cluster.environment, secret), key } },
    })),
  ];
}

function isVariable(use: SecretUse): use is Extract<SecretUse, { variable: string }> {
  return 'variable' in use;
}
