import * as z from 'zod';
import { dnsSubdomain } from './names';

/** Who signs the certificates of the cluster. */
export const certificates = z.discriminatedUnion(
  'from',
  [
    z.strictObject({
      /** The controller, with an authority of the cluster's own. */
      from: z.literal('controller'),
    }),

    z.strictObject({
      /** cert-manager, which has to be in the Kubernetes cluster: a `Certificate` is rendered for each workload. */
      from: z.literal('certManager'),

      /** Name of the issuer; its root has to sign by itself, since SQL Server sends no intermediate certificates. */
      issuer: dnsSubdomain,

      /**
       * Kind of the issuer.
       *
       * @default ClusterIssuer
       */
      issuerKind: z.enum(['Issuer', 'ClusterIssuer']).default('ClusterIssuer'),
    }),
  ],
  { error: 'from: controller, or from: certManager with an issuer' },
);
