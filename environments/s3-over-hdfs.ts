import { ports } from './endpoints';
import { hostOf, serviceName } from './host-names';
import type { Cluster, S3User } from './resolve-cluster';

/** First part of the name of the Service in front of HDFS as a store of S3. */
export const s3Service = 's3';

/** Port of the server of `user`, by name. */
export function s3Port<User extends S3User>(user: User): `s3-${User}` {
  return `s3-${user}`;
}

/** Host and port of the server of `user`. */
export function s3Address(cluster: Cluster, user: S3User): string {
  const [number] = Object.values(ports[s3Port(user)]);
  return `${hostOf(cluster, serviceName(s3Service))}:${number}`;
}
