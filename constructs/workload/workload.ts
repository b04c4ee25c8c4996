import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Cluster, Volume } from '../../environments/resolve-cluster';
import { configMaps } from './config-maps';
import { deployment } from './deployment';
import { externalServices } from './external-service';
import { inRealm } from './kerberos';
import type { Manifest } from './manifest';
import { merge } from './overrides';
import { PlainObject } from './plain-object';
import { podDisruptionBudget } from './pod-disruption-budget';
import type { Process, Toleration } from './process';
import { role } from './role';
import { type FurtherService, furtherServices, service } from './service';
import { serviceAccount } from './service-account';
import { statefulSet } from './stateful-set';

/** Properties of a {@link Workload}. */
export interface WorkloadProps {
  readonly cluster: Cluster;

  /** `StatefulSet` where pods have a name or a volume of their own, `Deployment` where they are all alike. */
  readonly kind: 'StatefulSet' | 'Deployment';

  /** Number of pods. */
  readonly replicas: number;

  /** Programs of each pod; the first one is the one people look for in logs. */
  readonly processes: readonly Process[];

  /**
   * Name of the application, for people and dashboards; it is in no selector.
   *
   * @default - the workload's name
   */
  readonly application?: string;

  /**
   * Persistent volumes of each pod, by name; of a StatefulSet alone.
   *
   * @default - none
   */
  readonly volumes?: Readonly<Record<string, Volume>>;

  /**
   * Services in front of some ports, or of those pods that have set labels on themselves, by the first part of their names.
   *
   * @default - the one Service with every port
   */
  readonly services?: Readonly<Record<string, FurtherService>>;

  /**
   * Pods that may be down at once while nodes are drained.
   *
   * @default 1
   */
  readonly maxUnavailable?: number;

  /**
   * Who replaces the pods of a StatefulSet after a change; `OnDelete` leaves it to somebody who knows the quorum.
   *
   * @default RollingUpdate
   */
  readonly updateStrategy?: 'RollingUpdate' | 'OnDelete';

  /**
   * Labels that a node needs.
   *
   * @default - any node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;

  /**
   * Taints of nodes that do not keep the pods away.
   *
   * @default - none
   */
  readonly tolerations?: readonly Toleration[];

  /**
   * Environment variables of every container, stronger than the processes' own.
   *
   * @default - none
   */
  readonly envOverrides?: Readonly<Record<string, string>>;

  /**
   * Merged into the rendered pod template as the last step.
   *
   * @default - none
   */
  readonly podOverrides?: Readonly<Record<string, unknown>>;

  /**
   * Host names that lead back to the pod itself, for a process that another one of it has to call by a name.
   *
   * @default - none
   */
  readonly loopbackNames?: readonly string[];
}

/** A workload with nothing left open; what the manifests are made from. */
export type WorkloadSpec = Required<Omit<WorkloadProps, 'nodeSelector' | 'tolerations'>> &
  Pick<WorkloadProps, 'nodeSelector' | 'tolerations'> & {
    /** Name of the workload, its pods, account and budget. */
    readonly name: string;
  };

/**
 * A set of pods and all that belongs to it: the one way to run something in the cluster.
 *
 * The Service, the configuration, the account and its rights, the disruption budget and, once the tree is complete, the NetworkPolicy follow from the
 * processes. Names and selectors follow from the construct's id, never from its place in the tree.
 */
export class Workload extends Construct {
  readonly spec: WorkloadSpec;

  /**
   * @param id name of the workload
   * @throws Error if volumes are asked for in a Deployment
   */
  constructor(scope: Construct, id: string, props: WorkloadProps) {
    super(scope, id);
    this.spec = workloadSpec(id, props);
    for (const manifest of workloadManifests(this.spec)) addManifest(this, manifest);
  }
}

/**
 * `props` with every default filled in.
 *
 * @throws Error if volumes are asked for in a Deployment
 */
export function workloadSpec(name: string, props: WorkloadProps): WorkloadSpec {
  const spec = {
    application: name,
    volumes: {},
    services: {},
    maxUnavailable: 1,
    updateStrategy: 'RollingUpdate',
    envOverrides: {},
    podOverrides: {},
    loopbackNames: [],
    ...withoutUndefined(props),
    processes: props.processes.map((process) => inRealm(props.cluster, name, process)),
    name,
  } as const;
  if (spec.kind === 'Deployment' && Object.keys(spec.volumes).length > 0) {
    throw new Error(`workload '${name}' is a Deployment, whose pods cannot have volumes of their own: make it a StatefulSet`);
  }
  return spec;
}

/** All objects of a workload but its NetworkPolicy, which depends on the others' flows. */
export function workloadManifests(spec: WorkloadSpec): Manifest[] {
  const hasPorts = spec.processes.some(({ ports = {} }) => Object.keys(ports).length > 0);
  return [
    serviceAccount(spec),
    ...role(spec),
    ...configMaps(spec),
    ...(hasPorts || spec.kind === 'StatefulSet' ? [service(spec)] : []),
    ...furtherServices(spec),
    ...externalServices(spec),
    overridden(spec, spec.kind === 'StatefulSet' ? statefulSet(spec) : deployment(spec)),
    podDisruptionBudget(spec),
  ];
}

/** Puts plain data into the tree. */
export function addManifest(scope: Construct, manifest: Manifest): ApiObject {
  return new PlainObject(scope, `${manifest.kind}.${manifest.metadata.name}`, manifest);
}

function overridden({ podOverrides }: WorkloadSpec, manifest: Manifest): Manifest {
  return { ...manifest, spec: { ...manifest.spec, template: merge(manifest.spec.template, podOverrides) } };
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
