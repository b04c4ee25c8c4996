import { z } from 'zod';
import { dnsSubdomain } from './names';

/** Where the cluster runs. */
export const platform = z.strictObject({
  /** Kind of Kubernetes; decides all that differs between them (security contexts, DNS, exposure). */
  kind: z.enum(['kubernetes']),

  /**
   * Storage class of every volume that does not name its own.
   *
   * @default - the default class of the Kubernetes cluster
   * @see https://kubernetes.io/docs/concepts/storage/storage-classes/
   */
  storageClass: dnsSubdomain.optional(),

  /**
   * Domain of the Kubernetes cluster's DNS.
   *
   * @default cluster.local
   */
  clusterDomain: dnsSubdomain.default('cluster.local'),
});
