import type { ImageContract } from '../contract';

/** What the image of the controller promises besides the rules for all images. */
interface ControllerContract extends ImageContract {
  /** File in the configuration directory: what it makes and watches, see `stacks/cluster-plan.ts`. */
  readonly configFile: string;

  /** Lease of the Kubernetes API whose holder acts. */
  readonly lease: string;

  /** Where the key is mounted that signs its tokens: `key`. */
  readonly tokenDirectory: string;

  /** Answers 200 once it serves with its certificate, whether it holds the Lease or not. */
  readonly readyPath: string;

  /** Answers 200 as long as its own loop turns, with or without its certificate. */
  readonly livePath: string;
}

/**
 * Makes Secrets and certificates: that is all that is built of it.
 *
 * It is going to replace pods, deploy applications, answer the API of the cluster and show the dashboard, whose door says so until then. One of
 * its pods acts, the one that holds the Lease; all of them answer. `users` in any of them lists and changes the users.
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
