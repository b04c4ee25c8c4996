import { type ConfigFile, type Properties, sortedEntries } from './config-file';

/**
 * A file in the form that `java.util.Properties` reads, ASCII alone.
 *
 * @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
 */
export function javaProperties(name: string, properties: Properties): ConfigFile {
  const lines = sortedEntries(properties).map(([key, value]) => `${escape(key, /[\s:=#!\\]/g)}=${escape(value, /^\s+|[\n\r\t\f\\]/g)}\n`);
  return { name, content: lines.join('') };
}

const controls: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\f': '\\f' };

function escape(text: string, special: RegExp): string {
  return text
    .replace(special, (found) => [...found].map((character) => controls[character] ?? `\\${character}`).join(''))
    .replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
