import type { Settings } from '../../environments/settings';
import type { ConfigFile } from './config-file';
import { javaProperties } from './java-properties';

/**
 * Everything goes to the container's log, one line each with time, level and thread; the platform keeps it.
 *
 * @param name of the file, where a program looks for one of its own
 */
export function log4j(settings: Settings, name = 'log4j.properties'): ConfigFile {
  return javaProperties(name, {
    'log4j.rootLogger': 'INFO, console',
    'log4j.appender.console': 'org.apache.log4j.ConsoleAppender',
    'log4j.appender.console.target': 'System.err',
    'log4j.appender.console.layout': 'org.apache.log4j.PatternLayout',
    'log4j.appender.console.layout.ConversionPattern': '%d{ISO8601} %-5p [%t] %c{2}: %m%n',
    // Said once by every process, since the jars of the image come without the native library.
    'log4j.logger.org.apache.hadoop.util.NativeCodeLoader': 'ERROR',
    ...settings.log4j,
  });
}
