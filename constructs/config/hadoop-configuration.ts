import { type ConfigFile, type Properties, sortedEntries } from './config-file';
import { escapeXml } from './xml';

/** What a file of Hadoop's form can have besides properties. */
export interface HadoopConfigurationOptions {
  /**
   * Files whose properties belong to this one, with secrets that are not rendered; the process that loads it fails if one is missing.
   *
   * @default - none
   */
  readonly includes?: readonly string[];
}

/**
 * A file in the XML form that Hadoop's `Configuration` reads.
 *
 * `${env.NAME}` in a value is replaced by the process that loads it.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/api/org/apache/hadoop/conf/Configuration.html
 */
export function hadoopConfiguration(name: string, properties: Properties, { includes = [] }: HadoopConfigurationOptions = {}): ConfigFile {
  const included = includes.map((path) => `  <xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${escapeXml(path)}"/>\n`);
  const lines = sortedEntries(properties).map(
    ([key, value]) => `  <property>\n    <name>${escapeXml(key)}</name>\n    <value>${escapeXml(value)}</value>\n  </property>\n`,
  );
  return {
    name,
    content: `<?xml version="1.0" encoding="UTF-8"?>\n<configuration>\n${[...included, ...lines].join('')}</configuration>\n`,
  };
}
