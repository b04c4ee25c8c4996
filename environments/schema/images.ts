import * as z from 'zod';
import { dnsSubdomain } from './names';
import { matching } from './quantities';

const registryFolder = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;

/** The image of SQL Server: Microsoft's, or one's own on top of it. */
const sqlServerImage = z.strictObject({
  /** Registry, folders and name; this program knows no registry of Microsoft's. */
  repository: matching<string>(registryFolder, 'a registry with an optional port, folders and a name'),

  /**
   * Tag of the image.
   *
   * @default - a tag of `sql.version` that the image catalogue knows
   */
  tag: matching<string>(/^\w[\w.-]{0,127}$/, 'at most 128 letters, digits, dots, dashes and underscores').optional(),

  /**
   * Digest of the image, which then decides alone.
   *
   * @default - the tag decides
   */
  digest: matching<string>(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hexadecimal digits').optional(),

  /**
   * Whether the package `mssql-server-polybase` is in the image; in Microsoft's own it is not.
   *
   * @default false
   */
  polyBase: z.boolean().default(false),

  /**
   * Whether `mssql-server-extensibility` and languages are in the image; in Microsoft's own they are not.
   *
   * @default false
   */
  machineLearning: z.boolean().default(false),
});

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
    registryFolder,
    'a registry with an optional port and folders, such as registry.example.com:5000/data',
  ).default('localhost/big-data-cluster'),

  /**
   * Digests of the product's own images, by name (`hadoop`, `gateway`, …): they then decide in the place of the tags.
   *
   * @default - the tags decide, which follow from the content
   */
  digests: z.record(dnsSubdomain, matching<string>(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hexadecimal digits')).default({}),

  /**
   * The image of SQL Server; needed as soon as there is SQL Server in the cluster.
   *
   * @default - none: this program distributes nothing of Microsoft's, not even the address
   */
  sqlServer: sqlServerImage.optional(),

  /**
   * Name of a Secret of type `kubernetes.io/dockerconfigjson` in the cluster's namespace.
   *
   * It has to be there before the pods; it is never rendered.
   *
   * @default - pulled without credentials
   */
  pullSecret: dnsSubdomain.optional(),
});
