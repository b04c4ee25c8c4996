import type { ImageContract } from '../contract';

/** What the image of the proxy promises besides the rules for all images. */
interface AppProxyContract extends ImageContract {
  /** File in the configuration directory: the port and where its applications answer. */
  readonly configFile: string;

  /** Where the key is mounted that signs the tokens of the controller: `key`. */
  readonly tokenDirectory: string;

  readonly readyPath: string;
}

/**
 * Checks the token of a caller and hands the call on to a pod of the application.
 *
 * This is the agreement that the image has to keep; it is not built yet.
 */
export const appProxy = {
  name: 'app-proxy',
  version: '0.1.0',
  user: 10001,
  group: 0,
  configDirectory: '/etc/app-proxy',
  writableDirectories: ['/tmp'],
  commands: { proxy: ['app-proxy'] },
  configFile: 'app-proxy.json',
  tokenDirectory: '/var/run/secrets/token',
  readyPath: '/ready',
} as const satisfies AppProxyContract;
