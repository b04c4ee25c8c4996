import type { ServiceType } from '../schema/endpoints';

/** Labels or annotations of an object. */
type Texts = Readonly<Record<string, string>>;

/** How pods are let find the names of another zone. */
export interface ZoneForwarding {
  /** What is to be done with {@link text}. */
  readonly how: string;

  readonly text: string;
}

/** All that differs between the kinds of Kubernetes, as data; nothing else may ask for the kind. */
export interface Platform {
  /** What people call it. */
  readonly title: string;

  /** User and groups of all containers of a pod and of its volumes; empty where the platform gives them itself. */
  readonly identity: { readonly runAsUser?: number; readonly runAsGroup?: number; readonly fsGroup?: number };

  /**
   * Security context constraints that the pods are admitted by; their accounts are allowed to use them.
   *
   * @default - the platform has none
   */
  readonly securityContextConstraints?: string;

  /** Labels of the namespace beside those that every platform understands. */
  readonly namespaceLabels: Texts;

  /** Where pods look names up. */
  readonly dns: { readonly namespace: string; readonly podLabels: Texts; readonly port: number };

  /** Has names of `zone` looked up by `servers`, for all pods. */
  readonly forwardZone: (zone: string, servers: readonly string[]) => ZoneForwarding;

  /** TCP ports of the Kubernetes API server, behind its Service and itself. */
  readonly apiServerPorts: readonly number[];

  /** Node label that tells failure domains apart. */
  readonly zoneKey: string;

  /**
   * Storage class that every cluster of this kind has.
   *
   * @default - none that could be relied on
   */
  readonly defaultStorageClass?: string;

  /** How endpoints can be reached from outside; the first one is the default. */
  readonly serviceTypes: readonly [ServiceType, ...ServiceType[]];

  /**
   * Annotations that give a load balancer an address of the private network; without them it has a public one.
   *
   * @default - the platform has no say in it
   */
  readonly internalLoadBalancer?: Texts;

  /** Labels of the namespaces whose pods bring the traffic of Routes; one of them is enough. */
  readonly routerNamespaces: readonly Texts[];
}
