import type { ImageContract } from '../contract';

/** What the image of MLflow promises besides the rules for all images. */
interface MlflowContract extends ImageContract {
  /** Where the login of its database is mounted: `username` and `password`. */
  readonly databaseDirectory: string;

  /** Where the keys of the store of its files are mounted: `access-key` and `secret-key`. */
  readonly storeDirectory: string;

  readonly readyPath: string;
}

/**
 * The tracking server of MLflow, with a login for every call.
 *
 * The variables are MLflow's own; passwords and keys are read from their directories. This is the agreement that the image has to keep; it is not
 * built yet.
 */
export const mlflow = {
  name: 'mlflow',
  version: '3.17.2',
  user: 10001,
  group: 0,
  configDirectory: '/etc/mlflow',
  writableDirectories: ['/tmp'],
  commands: { server: ['mlflow-server'] },
  databaseDirectory: '/var/run/secrets/database',
  storeDirectory: '/var/run/secrets/store',
  readyPath: '/health',
} as const satisfies MlflowContract;
