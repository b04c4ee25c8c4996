import { z } from 'zod';
import { dnsSubdomain } from './names';
import { matching } from './quantities';

/** Where the images come from; their versions are the image catalogue's. */
export const images = z.strictObject({
  /**
   * Registry, and folder in it, that the product's own images were pushed to.
   *
   * The default names images that were loaded onto each node instead of being pulled.
   *
   * @default localhost/big-data-cluster
   */
  repository: matching<string>(
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/,
    'a registry with an optional port and folders, such as registry.example.com:5000/data',
  ).default('localhost/big-data-cluster'),

  /**
   * Name of a Secret of type `kubernetes.io/dockerconfigjson` in the cluster's namespace.
   *
   * It has to be there before the pods; it is never rendered.
   *
   * @default - pulled without credentials
   */
  pullSecret: dnsSubdomain.optional(),
});
