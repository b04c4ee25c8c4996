import type { ImageContract } from '../contract';

/** What the image of the controller promises besides the rules for all images. */
interface ControllerContract extends ImageContract {
  /** File in the configuration directory: what it makes and watches, see `stacks/cluster-plan.ts`. */
  readonly configFile: string;

  /** Lease of the Kubernetes API whose holder acts. */
  readonly lease: string;

  /** Where the key is mounted that signs its tokens: `key`. */
  readonly tokenDirectory: string;

  /** Answers 200 once it serves, whether it holds the Lease or not. */
  readonly readyPath: string;

  /** Answers 200 as long as its own loop turns. */
  readonly livePath: string;
}

/**
 * Makes Secrets and certificates, replaces pods, deploys applications, answers the API of the cluster and shows the dashboard.
 *
 * One of its pods acts, the one that holds the Lease; all of them answer. This is the agreement that the image has to keep; it is not built yet.
 */
export const controller = {
  name: 'controller',
  version: '0.1.0',
  user: 10001,
  group: 0,
  configDirectory: '/etc/controller',
  writableDirectories: ['/tmp'],
  commands: { controller: ['controller'] },
  configFile: 'cluster-plan.json',
  lease: 'controller',
  tokenDirectory: '/var/run/secrets/token',
  readyPath: '/ready',
  livePath: '/live',
} as const satisfies ControllerContract;
