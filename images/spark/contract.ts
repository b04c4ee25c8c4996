import { hadoop } from '../hadoop/contract';
import type { ImageContract } from '../contract';

/** What the Spark image promises besides the rules for all images. */
interface SparkContract extends ImageContract {
  /** File in the configuration directory that every command sources: `SPARK_DAEMON_MEMORY`, `SPARK_DAEMON_JAVA_OPTS`, `SPARK_SUBMIT_OPTS`. */
  readonly environmentFile: string;

  /** Spark's own jars, which drivers and executors load where they run. */
  readonly jarsDirectory: string;

  /** The Python of sessions. */
  readonly python: string;

  /** Where the key is mounted from which Livy derives a secret for each session: `key`. */
  readonly livySecretDirectory: string;

  /** Answered by Livy without a login. */
  readonly livyReadyPath: string;

  /** Answered by the history server without a login. */
  readonly historyReadyPath: string;
}

/**
 * Spark with its history server, the Hive metastore whose jars come with it, and a REST service compatible with Livy.
 *
 * It is built on the Hadoop image, whose commands work in it too: a NodeManager has to have what the containers of applications load. The
 * configuration directory is that of Hadoop's client, of Spark, of Hive and of Livy at once, each file under the name that its program knows;
 * `${env:NAME}` in them is a variable of the container. Livy (`services/livy`) believes the gateway alone, by its certificate; the history server
 * believes it too, and asks everybody else for a login of the users. The metastore makes the tables of its database before it serves.
 */
export const spark = {
  name: 'spark',
  version: '4.1.4',
  user: 10001,
  group: 0,
  configDirectory: '/etc/spark',
  writableDirectories: ['/tmp', '/var/log/spark'],
  commands: { livy: ['livy'], history: ['history'], metastore: ['metastore'], nodeManager: hadoop.commands.nodeManager },
  environmentFile: 'spark-env.sh',
  jarsDirectory: '/opt/spark/jars',
  python: '/usr/bin/python3',
  livySecretDirectory: '/var/run/secrets/livy',
  livyReadyPath: '/version',
  historyReadyPath: '/api/v1/version',
} as const satisfies SparkContract;
