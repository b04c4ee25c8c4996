import { k8s } from 'cdk8s-plus-28';
import { imageReference } from '../../images/catalogue';
import { serviceName } from './names';
import { liveness, readiness, startup } from './probes';
import type { Process } from './process';
import type { WorkloadSpec } from './workload';

/** The container of one process. */
export function container(workload: WorkloadSpec, process: Process): k8s.Container {
  const { args, image, name, ports = {} } = process;
  return {
    name,
    image: imageReference(image),
    imagePullPolicy: 'IfNotPresent',
    args: args && [...args],
    env: environmentVariables(workload, process),
    ports: Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort })),
    resources: {
      requests: { cpu: k8s.Quantity.fromString(process.cpu), memory: k8s.Quantity.fromString(process.memory) },
      limits: {
        ...(process.cpuLimit && { cpu: k8s.Quantity.fromString(process.cpuLimit) }),
        memory: k8s.Quantity.fromString(process.memory),
      },
    },
    startupProbe: startup(process),
    livenessProbe: liveness(process),
    readinessProbe: readiness(process),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      ...(process.config ? [{ name: configVolume(process), mountPath: process.config.directory, readOnly: true }] : []),
      ...Object.entries(process.volumes ?? {}).map(([volume, mountPath]) => ({ name: volume, mountPath })),
      ...(process.writableDirectories ?? []).map((directory) => ({ name: scratchVolume(process, directory), mountPath: directory })),
    ],
  };
}

/** Name of the pod's volume with the configuration of `process`. */
export function configVolume({ name }: Process): string {
  return `${name}-config`;
}

/** Name of the pod's volume behind a writable directory of `process`. */
export function scratchVolume({ name }: Process, directory: string): string {
  return `${name}${directory.replaceAll('/', '-')}`;
}

function environmentVariables({ cluster, envOverrides, kind, name }: WorkloadSpec, { env = {} }: Process): k8s.EnvVar[] {
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
  ];
}
