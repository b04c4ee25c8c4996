import { type ConfigFile, type Properties, sortedEntries } from './config-file';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\r': '&#13;' };

/**
 * A file in the XML form that Hadoop's `Configuration` reads.
 *
 * `${env.NAME}` in a value is replaced by the process that loads it.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/api/org/apache/hadoop/conf/Configuration.html
 */
export function hadoopConfiguration(name: string, properties: Properties): ConfigFile {
  const lines = sortedEntries(properties).map(
    ([key, value]) => `  <property>\n    <name>${escape(key)}</name>\n    <value>${escape(value)}</value>\n  </property>\n`,
  );
  return { name, content: `<?xml version="1.0" encoding="UTF-8"?>\n<configuration>\n${lines.join('')}</configuration>\n` };
}

function escape(text: string): string {
  return text.replace(/[&<>"'\r]/g, (character) => escapes[character]!);
}
