import type { Settings } from '../../environments/settings';
import { spark } from '../../images/spark/contract';
import type { ConfigFile } from './config-file';
import { javaOptions } from './java-options';
import { shellVariables } from './shell-variables';

/** A submission is over before a thorough compiler or a parallel collector would be of use. */
const shortLived = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC';

/**
 * Java options of a process of the Spark image, as a shell file that the image's commands source.
 *
 * @param heap of the process, in mebibytes; Livy is no Java process, it starts some
 * @see https://spark.apache.org/docs/4.1.1/configuration.html#environment-variables
 */
export function sparkEnv(heap: number | undefined, settings: Settings): ConfigFile {
  return shellVariables(spark.environmentFile, {
    ...(heap === undefined
      ? { SPARK_SUBMIT_OPTS: `${javaOptions(spark.configDirectory)} ${shortLived}` }
      : { SPARK_DAEMON_JAVA_OPTS: javaOptions(spark.configDirectory), SPARK_DAEMON_MEMORY: `${heap}m` }),
    ...settings['spark-env'],
  });
}
