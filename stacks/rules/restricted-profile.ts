import { rootAnnotation, writableRootAnnotation } from '../../constructs/workload/pod-template';
import type { Problem } from '../../environments/problem';
import { type Rule, ofKind, containersOf, podMakers, problem } from './rule';

const volumeTypes = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];
const seccompTypes = ['RuntimeDefault', 'Localhost'];

/** Sysctls that the standard calls safe. */
const safeSysctls = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
];

/**
 * Pods keep within the restricted Pod Security Standard, with a read-only root file system on top unless the pod states a reason.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const restrictedProfile: Rule = (layers) =>
  podMakers(layers).flatMap((maker) => {
    const pod = maker.spec.template.spec;
    const annotations = maker.spec.template.metadata?.annotations ?? {};
    const security = pod.securityContext ?? {};
    const wrong = (field: string, given: unknown, allowed: string) =>
      problem(maker, field, given, allowed, 'keep within the restricted profile');
    return [
      ...['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => pod[field]).map((field) => wrong(field, pod[field], 'false')),
      ...(security.sysctls ?? [])
        .filter(({ name }: any) => !safeSysctls.includes(name))
        .map(({ name }: any) => wrong('sysctls', name, safeSysctls.join(', '))),
      ...(pod.volumes ?? [])
        .filter((volume: any) => !volumeTypes.some((type) => volume[type]))
        .map((volume: any) => wrong(`volume ${volume.name}`, volume, volumeTypes.join(', '))),
      ...containersOf(maker).flatMap((container) => {
        const own = container.securityContext ?? {};
        const inherited = { ...security, ...own };
        const field = (name: string) => `container ${container.name}: securityContext.${name}`;
        const root = annotations[rootAnnotation(container.name)] !== undefined;
        return [
          ...(root
            ? outside(container, layers)
            : restricted(own, inherited).map(([name, given, allowed]) => wrong(field(name), given, allowed))),
          ...(seccompTypes.includes(inherited.seccompProfile?.type)
            ? []
            : [wrong(field('seccompProfile.type'), inherited.seccompProfile?.type, seccompTypes.join(' or '))]),
          ...(own.privileged ? [wrong(field('privileged'), true, 'false')] : []),
          ...(own.readOnlyRootFilesystem === true || annotations[writableRootAnnotation(container.name)]
            ? []
            : [wrong(field('readOnlyRootFilesystem'), own.readOnlyRootFilesystem, 'true')]),
          ...(own.capabilities?.add ?? [])
            .filter((capability: string) => capability !== 'NET_BIND_SERVICE')
            .map((capability: string) => wrong(field('capabilities.add'), capability, 'NET_BIND_SERVICE')),
          ...(container.ports ?? [])
            .filter(({ hostPort }: any) => hostPort)
            .map(({ hostPort }: any) => wrong(`container ${container.name}: hostPort`, hostPort, 'none')),
        ];
      }),
    ];
  });

/** What the level `baseline` allows and `restricted` does not: field, what is given, what is allowed. */
function restricted(own: any, inherited: any): [string, unknown, string][] {
  return [
    ...(inherited.runAsNonRoot === true ? [] : [['runAsNonRoot', inherited.runAsNonRoot, 'true']]),
    ...(inherited.runAsUser === 0 ? [['runAsUser', 0, 'any user but 0']] : []),
    ...(own.allowPrivilegeEscalation === false ? [] : [['allowPrivilegeEscalation', own.allowPrivilegeEscalation, 'false']]),
    ...(own.capabilities?.drop?.includes('ALL') ? [] : [['capabilities.drop', own.capabilities?.drop, 'ALL']]),
  ] as [string, unknown, string][];
}

/** A container that is root, with its reason stated, in a namespace that admits none. */
function outside(container: { name: string }, layers: Parameters<Rule>[0]): Problem[] {
  return ofKind(layers, 'Namespace')
    .filter(({ metadata }) => metadata.labels?.[enforce] === 'restricted')
    .map((namespace) =>
      problem(
        namespace,
        `metadata.labels["${enforce}"]`,
        'restricted',
        `baseline, since container ${container.name} is root`,
        'let it run as a user',
      ),
    );
}

const enforce = 'pod-security.kubernetes.io/enforce';
