import type { Settings } from '../../environments/settings';
import type { ConfigFile } from './config-file';
import { javaProperties } from './java-properties';

export const securityFileName = 'security.properties';

/**
 * Java security properties, added to those of the Java installation.
 *
 * Java keeps host names for 30 s and failed look-ups for 10 s; a pod that moved has to be found sooner than that.
 *
 * @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/doc-files/net-properties.html
 */
export function securityProperties(settings: Settings): ConfigFile {
  return javaProperties(securityFileName, {
    'networkaddress.cache.ttl': '5',
    'networkaddress.cache.negative.ttl': '0',
    ...settings.security,
  });
}
