import type { ImageContract } from '../contract';

/** What the image of the bridge promises besides the rules for all images. */
interface S3Contract extends ImageContract {
  /** Where the one pair of keys is mounted that it takes: `access-key` and `secret-key`. */
  readonly keyDirectory: string;
}

/**
 * HDFS as a store of S3, for one pair of keys, one user of HDFS and the folders of that user.
 *
 * The variables `HDFS_USER`, `HDFS_FOLDER`, `HDFS_NAME_NODES` and `S3_PORT` tell it who it is. The folder is its one bucket; if it is `/`, each folder
 * in it is a bucket. `HDFS_SERVICE_PRINCIPAL` is there where NameNodes ask for a ticket, which the image cannot get yet: it then refuses to start.
 */
export const s3 = {
  name: 's3',
  version: '1.76.0',
  user: 10001,
  group: 0,
  configDirectory: '/etc/s3',
  writableDirectories: ['/tmp'],
  commands: { s3: ['s3'] },
  keyDirectory: '/var/run/secrets/s3',
} as const satisfies S3Contract;
