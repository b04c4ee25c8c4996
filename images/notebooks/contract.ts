import type { ImageContract } from '../contract';

/** What the image of the notebooks promises besides the rules for all images. */
interface NotebooksContract extends ImageContract {
  readonly dataDirectory: string;

  /** File in the configuration directory with the address of Livy, as sparkmagic reads it; each user's server has his login in it besides. */
  readonly configFile: string;

  /** Variable that is `user` where MLflow takes the logins of the cluster's users: their servers then have them. */
  readonly trackingLoginVariable: string;

  readonly readyPath: string;
}

/**
 * Notebooks with the kernels of sparkmagic, a server for each user of `users.json`.
 *
 * All servers are processes of the one user that the platform runs the pod as: they are not kept from each other.
 */
export const notebooks = {
  name: 'notebooks',
  version: '0.1.0',
  user: 10001,
  group: 0,
  configDirectory: '/etc/notebooks',
  dataDirectory: '/var/lib/notebooks',
  writableDirectories: ['/tmp'],
  commands: { notebooks: ['notebooks'] },
  configFile: 'sparkmagic.json',
  trackingLoginVariable: 'NOTEBOOKS_MLFLOW_LOGIN',
  readyPath: '/hub/health',
} as const satisfies NotebooksContract;
