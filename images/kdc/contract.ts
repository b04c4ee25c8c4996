import type { ImageContract } from '../contract';

/** What the image of the key distribution centre promises besides the rules for all images. */
interface KdcContract extends ImageContract {
  readonly dataDirectory: string;

  /** File in the configuration directory with the rights of principals. */
  readonly rightsFile: string;

  /** Where the passwords are mounted: `master` of the database, `admin` of the principal `admin/admin` that makes all others. */
  readonly passwordDirectory: string;
}

/** MIT Kerberos: the realm of the cluster's own. This is the agreement that the image has to keep; it is not built yet. */
export const kdc = {
  name: 'kdc',
  version: '1.20.1',
  user: 10001,
  group: 0,
  configDirectory: '/etc/krb5kdc',
  dataDirectory: '/var/lib/krb5kdc',
  writableDirectories: ['/tmp'],
  commands: { kdc: ['kdc'] },
  rightsFile: 'kadm5.acl',
  passwordDirectory: '/var/run/secrets/kdc',
} as const satisfies KdcContract;
