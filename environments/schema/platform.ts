import * as z from 'zod';
import { serviceTypes } from './endpoints';
import { dnsSubdomain } from './names';
import { bytes, cpu } from './quantities';

/** Where the cluster runs. */
export const platform = z.strictObject({
  /** Kind of Kubernetes; decides all that differs between them (security contexts, DNS, exposure). */
  kind: z.enum(['kubernetes', 'aks', 'openshift']),

  /**
   * Storage class of every volume that does not name its own.
   *
   * @default - `managed-csi` on AKS, elsewhere the default class of the Kubernetes cluster: see that there is one
   * @see https://kubernetes.io/docs/concepts/storage/storage-classes/
   */
  storageClass: dnsSubdomain.optional(),

  /**
   * Domain of the Kubernetes cluster's DNS.
   *
   * @default cluster.local
   */
  clusterDomain: dnsSubdomain.default('cluster.local'),

  /**
   * How the endpoints that do not say otherwise are reached from outside.
   *
   * @default - `LoadBalancer` on AKS, `NodePort` elsewhere
   */
  exposure: z.enum(serviceTypes).exclude(['Route']).optional(),

  /**
   * Nodes that the cluster may count on, all alike: what its pods request has to fit them.
   *
   * @default - unknown; nothing is compared
   * @see https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/#node-allocatable
   */
  nodes: z
    .strictObject({
      /** Number of nodes. */
      count: z.int().min(1, 'at least 1'),

      /** CPU of each node that is left for the cluster: what is allocatable, less what runs there anyway. */
      cpu: cpu,

      /** Memory of each node that is left for the cluster: what is allocatable, less what runs there anyway. */
      memory: bytes,
    })
    .optional(),
});
