import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import type { EndpointName } from '../../environments/schema/endpoints';
import type { Bytes, Cpu } from '../../environments/schema/quantities';
import type { Image } from '../../images/catalogue';
import type { ConfigFile } from '../config/config-file';

/** What one program needs: it becomes a container, and part of the Services, NetworkPolicies and plans of the cluster. */
export interface Process {
  /** Name of the container. */
  readonly name: string;

  readonly image: Image;

  /**
   * Takes the place of the image's entry point; only for images that are not the product's own.
   *
   * @default - the image's own entry point
   */
  readonly command?: readonly string[];

  /**
   * Role that the image's entry point takes, with its arguments.
   *
   * @default - the image's own command
   */
  readonly args?: readonly string[];

  /**
   * Ports that it listens on, by name.
   *
   * @default - none
   */
  readonly ports?: Readonly<Record<string, number>>;

  /**
   * Ports that its children open as they like, for flows to the port {@link anyRuntimePort}; local connections of the pod use them too.
   *
   * @default - none
   */
  readonly runtimePorts?: PortRange;

  /** CPU that it is sure to get. */
  readonly cpu: Cpu;

  /**
   * CPU that it never exceeds.
   *
   * @default - no limit
   */
  readonly cpuLimit?: Cpu;

  /** Memory that it gets and never exceeds. */
  readonly memory: Bytes;

  /**
   * Disk of the node that it may fill: its log, what it writes beside volumes. With more its pod is ended, before the node's disk is full.
   *
   * @default 4Gi
   */
  readonly ephemeralStorage?: Bytes;

  /**
   * "This process serves": decides whether Services send callers to it.
   *
   * It must not ask whether some other process is there that may start later, or both wait for each other.
   *
   * @default - ready as soon as it runs
   */
  readonly ready?: Probe;

  /**
   * "This process is not stuck": it is restarted when the answer stays out.
   *
   * @default - restarted only when it ends
   */
  readonly live?: Probe;

  /**
   * Seconds that it may take from its start to its first sign of life.
   *
   * @default 600
   */
  readonly startupSeconds?: number;

  /**
   * Seconds from the request to end until it is killed; the pod gets the longest of its processes.
   *
   * @default 30
   */
  readonly graceSeconds?: number;

  /**
   * Runs in the container before it is asked to end, within the seconds of grace.
   *
   * @default - it is asked at once
   */
  readonly beforeStop?: readonly string[];

  /**
   * Files mounted together into one directory, read-only.
   *
   * @default - none
   */
  readonly config?: { readonly directory: string; readonly files: readonly ConfigFile[] };

  /**
   * Mount points of the pod's persistent volumes, by volume name.
   *
   * @default - none
   */
  readonly volumes?: Readonly<Record<string, string>>;

  /**
   * Directories that it may write to, lost with the pod; the rest of the root file system is read-only.
   *
   * @default - none
   */
  readonly writableDirectories?: readonly string[];

  /**
   * Why all of its root file system has to be writable; it stands in the pod's annotations, where the rules look for it.
   *
   * @default - the root file system is read-only
   */
  readonly writableRootReason?: string;

  /**
   * Why it has to be root, with what a container has by default; it stands in the pod's annotations, where the rules look for it. The namespace
   * then admits pods of the level `baseline`.
   *
   * @default - it keeps within the restricted profile
   */
  readonly rootReason?: string;

  /**
   * Capabilities that its program cannot be started without; the restricted profile knows this one alone.
   *
   * @default - none
   */
  readonly capabilities?: readonly 'NET_BIND_SERVICE'[];

  /**
   * Secrets that it reads; the pod waits until they are there.
   *
   * @default - none
   */
  readonly secrets?: readonly SecretUse[];

  /**
   * Secrets that it reads through the API of Kubernetes, once they are there; the permission for them stands in `permissions`.
   *
   * @default - none
   */
  readonly secretsByName?: readonly string[];

  /**
   * Environment variables.
   *
   * @default - none but `POD_NAME`, `POD_HOST` and `POD_NAMESPACE`
   */
  readonly env?: Readonly<Record<string, string>>;

  /**
   * Whom it calls; everything else is refused by NetworkPolicies in both directions.
   *
   * @default - nobody but DNS
   */
  readonly connectsTo?: readonly Flow[];

  /**
   * Doors of the cluster that lead to it: for each there is a Service for callers outside, and the NetworkPolicy lets them in.
   *
   * @default - nobody outside reaches it
   */
  readonly endpoints?: readonly ProcessEndpoint[];

  /**
   * Who it is in the realm of Kerberos, the one that it logs in as first; it gets a keytab if the cluster has a realm.
   *
   * @default - nobody
   */
  readonly principals?: readonly Principal[];

  /**
   * What it may do with objects of the Kubernetes API, in the own namespace; it needs the flow {@link kubernetesApi} besides.
   *
   * @default - nothing
   */
  readonly permissions?: readonly Permission[];

  /**
   * Whether it goes on only while most of its pods are there; the rules hold the disruption budget against it.
   *
   * @default false
   */
  readonly quorum?: boolean;

  /**
   * Keys of labels that it sets on its own pod, so that Services can select by them.
   *
   * @default - none
   */
  readonly runtimeLabels?: readonly string[];
}

/** How a process reads a Secret: all keys as files of a directory, or one key as an environment variable. */
export type SecretUse = SecretDirectory | SecretVariable;

/** All keys of a Secret as files; they follow its changes. */
export interface SecretDirectory {
  /** Id of a Secret of the cluster, see `environments/secrets.ts`, or the name of one's own. */
  readonly secret: string;

  readonly directory: string;

  /**
   * Whether the pod starts without it too.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/** One key of a Secret, as it is when the container starts. */
export interface SecretVariable {
  /** Id of a Secret of the cluster, see `environments/secrets.ts`, or the name of one's own. */
  readonly secret: string;

  readonly key: string;
  readonly variable: string;
}

/** Verbs on objects of the own namespace. */
export interface Permission {
  readonly apiGroup: string;
  readonly resource: string;

  /**
   * Objects that are meant, by name.
   *
   * @default - all: `create`, `list` and `watch` know no names
   */
  readonly names?: readonly string[];

  readonly verbs: readonly string[];
}

/** Who a process is in the realm of Kerberos. */
export interface Principal {
  /** Class of the service: `hdfs`, `HTTP`, `MSSQLSvc`. */
  readonly service: string;

  /**
   * Code of its account in Active Directory, under which SQL Server Big Data Clusters had it: `hdnn` becomes `<prefix>-hdnn-0`.
   *
   * Principals of one process with the same code share an account.
   */
  readonly account: string;

  /**
   * Whether each pod is somebody else, known by its host name; otherwise all pods of the workload are one, known by their Service.
   *
   * @default false
   */
  readonly perPod?: boolean;

  /**
   * Whether the process logs in under the name of the account, as SQL Server does, and not under that of the service.
   *
   * @default false
   */
  readonly logsInByAccount?: boolean;

  /**
   * Ports that clients name, by port name of the process; the name without a port is always known too.
   *
   * @default - none
   */
  readonly ports?: readonly string[];
}

/** The principal of `service` that each pod has its own of. */
export function perPod(service: string, account: string): Principal {
  return { service, account, perPod: true };
}

/** One door of the cluster and the port behind it. */
export interface ProcessEndpoint {
  readonly endpoint: EndpointName;

  /** Name of one of the process's ports. */
  readonly port: string;

  /**
   * Labels that a pod has to have beside those of its workload; some process of it sets them on itself.
   *
   * @default - every pod that is ready
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * A workload by name, some of its ports, an endpoint by name, something outside of the cluster, or {@link kubernetesApi}.
 *
 * An endpoint stands for the pods and the port behind it; where a workload has the same name, that one is meant.
 */
export type Flow = string | WorkloadFlow | OutsideFlow;

/** Ports of a workload, by name. */
export interface WorkloadFlow {
  readonly workload: string;
  readonly ports: readonly string[];
}

/** Ports of something that is no pod of the cluster. */
export interface OutsideFlow {
  readonly ports: readonly number[];

  /** Its addresses, such as `203.0.113.0/24`; all if there are none. */
  readonly ranges: readonly string[];
}

/** Ports from the first to the last, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** Name of the port of a flow that stands for all {@link Process.runtimePorts}. */
export const anyRuntimePort = 'runtime';

/** Flow to the Kubernetes API server; it also mounts a token of the ServiceAccount into the container. */
export const kubernetesApi = 'kubernetes-api';

/** A question that the kubelet asks again and again; the own pod answers it. */
export type Probe = HttpProbe | TcpProbe | CommandProbe;

/** Answered by a status from 200 to 399. */
export interface HttpProbe {
  readonly path: string;
  /** Name of one of the process's ports. */
  readonly port: string;
  /** @default HTTP */
  readonly scheme?: 'HTTP' | 'HTTPS';
}

/** Answered by an accepted connection. */
export interface TcpProbe {
  /** Name of one of the process's ports. */
  readonly port: string;
}

/** Answered by exit code 0 of a command in the container. */
export interface CommandProbe {
  readonly command: readonly string[];

  /**
   * Workloads that the command asks: they have to be of the same or an earlier layer.
   *
   * @default - the own pod alone
   */
  readonly observes?: readonly string[];
}

/** A toleration, as Kubernetes writes it. */
export type Toleration = k8s.Toleration;
