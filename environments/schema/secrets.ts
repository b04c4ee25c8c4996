import * as z from 'zod';
import { dnsSubdomain } from './names';

/** Where a Secret comes from; what is in it never passes through this program. */
export const secretSource = z.discriminatedUnion(
  'from',
  [
    z.strictObject({
      /** Made in the cluster by whoever operates it, under its own name. */
      from: z.literal('generated'),
    }),

    z.strictObject({
      /** A Secret that is there already, with the keys that the generated one would have. */
      from: z.literal('existing'),

      /** Name of the Secret in the cluster's namespace. */
      name: dnsSubdomain,
    }),

    z.strictObject({
      /** Copied from a store by the External Secrets Operator, which has to be in the Kubernetes cluster. */
      from: z.literal('externalSecret'),

      /** Name of the store. */
      store: dnsSubdomain,

      /**
       * Kind of the store.
       *
       * @default SecretStore
       */
      storeKind: z.enum(['SecretStore', 'ClusterSecretStore']).default('SecretStore'),

      /** Entry of the store; it has a property for each key of the Secret. */
      key: z.string().min(1, 'the name of an entry'),
    }),
  ],
  { error: 'from: generated, from: existing with a name, or from: externalSecret with store and key' },
);

/** Sources of Secrets by the name that they have when they are generated. */
export const secrets = z.record(dnsSubdomain, secretSource);
