import { securityFileName } from './security-properties';

/** Options of every Java process that finds its configuration in `directory`. */
export function javaOptions(directory: string): string {
  return [
    `-Djava.security.properties=${directory}/${securityFileName}`,
    '-Djava.net.preferIPv4Stack=true',
    // A process that lost a thread to an OutOfMemoryError looks alive and is not.
    '-XX:+ExitOnOutOfMemoryError',
  ].join(' ');
}
