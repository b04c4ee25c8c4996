import type { ImageContract } from '../contract';

/** What the Spark image promises besides the rules for all images. */
interface SparkContract extends ImageContract {
  /** Where Hadoop's client finds its configuration: the same directory. */
  readonly environmentFile: string;

  /** Where the login of the metastore's database is mounted: `username` and `password`. */
  readonly databaseDirectory: string;
}

/**
 * Spark with its history server, the Hive metastore whose jars come with it, and a REST service compatible with Livy.
 *
 * The configuration directory is that of Hadoop's client, of Spark, of Hive and of Livy at once. This is the agreement that the image has to
 * keep; it is not built yet.
 */
export const spark = {
  name: 'spark',
  version: '4.1.4',
  user: 10001,
  group: 0,
  configDirectory: '/etc/spark',
  writableDirectories: ['/tmp', '/var/log/spark'],
  commands: { livy: ['livy'], history: ['history'], metastore: ['metastore'] },
  environmentFile: 'spark-env.sh',
  databaseDirectory: '/var/run/secrets/database',
} as const satisfies SparkContract;
