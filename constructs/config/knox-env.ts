import type { Settings } from '../../environments/settings';
import { gateway } from '../../images/gateway/contract';
import type { ConfigFile } from './config-file';
import { shellVariables } from './shell-variables';

/**
 * Java options of the gateway, as a shell file that the image's command sources.
 *
 * @param heap in mebibytes
 */
export function knoxEnv(heap: number, settings: Settings): ConfigFile {
  return shellVariables(gateway.environmentFile, {
    KNOX_GATEWAY_OPTS: `-Xmx${heap}m -Djava.net.preferIPv4Stack=true -XX:+ExitOnOutOfMemoryError`,
    ...settings['knox-env'],
  });
}
