import * as z from 'zod';
import { cidr, dnsSubdomain, fullyQualified, httpsUrl } from './names';
import { matching } from './quantities';

/** Addresses that NetworkPolicies let the cluster call. */
const ranges = z.array(cidr).default([]);

/** A tracking server of MLflow that is there already, in the place of the cluster's own. */
export const trackingServer = z.strictObject({
  /** Address that clients use. */
  url: httpsUrl,

  /**
   * Name of the Secret with the login of the cluster's sessions and notebooks: keys `username` and `password`.
   *
   * @default - no login is sent
   */
  credentials: dnsSubdomain.optional(),

  /**
   * Addresses of the server, such as `192.0.2.0/24`.
   *
   * @default - all, by the port of `url`
   */
  ranges,
});

/** A PostgreSQL that is there already; it has a database for each login, called `metastore` and `mlflow`. */
export const databaseServer = z.strictObject({
  /** Host name, which its certificate has to hold. */
  host: fullyQualified,

  /** Port that it listens on. */
  port: z.int().min(1, 'at least 1').max(65535, 'at most 65535').default(5432),

  /**
   * Addresses of the server, such as `192.0.2.0/24`.
   *
   * @default - all, by its port
   */
  ranges,
});

/** A store of S3 outside, for packages of applications and files of MLflow; without it they are in HDFS. */
export const objectStore = z.strictObject({
  /** Address of the store. */
  endpoint: httpsUrl,

  /** Bucket, which has to be there. */
  bucket: matching<string>(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket: 3 to 63 lower-case letters, digits, dots, dashes'),

  /** Name of the Secret with keys `access-key` and `secret-key`. */
  credentials: dnsSubdomain,

  /**
   * Addresses of the store, such as `203.0.113.0/24`.
   *
   * @default - all, by the port of `endpoint`
   */
  ranges,
});
