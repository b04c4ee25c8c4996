import type { ImageContract } from '../contract';

/** What the image of the runtimes promises besides the rules for all images. */
interface AppRuntimeContract extends ImageContract {
  /** File in the configuration directory: the specification of the application, in the form of `spec.yaml`. */
  readonly configFile: string;

  /** Where the credentials of the store with the package are mounted. */
  readonly storeDirectory: string;

  /** Answers 200 once the package is loaded. */
  readonly readyPath: string;
}

/**
 * Fetches the package of an application from its store and answers calls of it.
 *
 * This is the agreement that the image has to keep; it is not built yet.
 */
export const appRuntime = {
  name: 'app-runtime',
  version: '0.1.0',
  user: 10001,
  group: 0,
  configDirectory: '/etc/app',
  writableDirectories: ['/tmp', '/var/opt/app'],
  commands: { Python: ['app', 'python'], R: ['app', 'r'], Onnx: ['app', 'onnx'] },
  configFile: 'spec.json',
  storeDirectory: '/var/run/secrets/store',
  readyPath: '/ready',
} as const satisfies AppRuntimeContract;
