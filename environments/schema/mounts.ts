import * as z from 'zod';
import { cidr, dnsLabel, dnsSubdomain, httpsUrl } from './names';
import { matching } from './quantities';

/** A store outside whose files appear in HDFS. */
const mount = z.strictObject({
  /**
   * What is mounted: a bucket (`s3a://bucket/folder`), a container of Azure Data Lake (`abfss://container@account.dfs.core.windows.net/`),
   * or another HDFS (`hdfs://name-node.example.com:8020/folder`).
   */
  remote: matching<`${'s3a' | 'abfs' | 'abfss' | 'hdfs'}://${string}`>(
    /^(s3a:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]|abfss?:\/\/[a-z0-9][a-z0-9-]{1,61}[a-z0-9]@[a-z0-9]{3,24}\.[a-z0-9.-]+|hdfs:\/\/[a-z0-9.-]+(:\d{1,5})?)(\/[\w.=~/-]*)?$/,
    's3a://bucket/folder, abfss://container@account.dfs.core.windows.net/folder or hdfs://host:port/folder',
  ),

  /**
   * Address of a store of S3 that is not Amazon's.
   *
   * @default - Amazon's
   */
  endpoint: httpsUrl.optional(),

  /**
   * Name of the Secret with the credentials: its key `credentials.xml` is a file of Hadoop's form that sets what
   * `azdata bdc hdfs mount create` took from `MOUNT_CREDENTIALS`, such as `fs.s3a.access.key`. Needed for S3 and Azure.
   *
   * @default - none
   */
  credentials: dnsSubdomain.optional(),

  /**
   * Addresses of the store, such as `203.0.113.0/24`: NetworkPolicies let the cluster call them alone.
   *
   * @default - all, by the port of the store
   */
  ranges: z.array(cidr).default([]),
});

/** Stores outside whose files appear in HDFS as `/mounts/<name>`, read-only for SQL Server, for everybody else as the store allows. */
export const mounts = z.record(dnsLabel, mount);
