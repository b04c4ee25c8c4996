import type { ImageContract } from '../contract';

/** What the image of MLflow promises besides the rules for all images. */
interface MlflowContract extends ImageContract {
  /** Answered without a login. */
  readonly readyPath: string;
}

/**
 * The tracking server of MLflow, with a login of the users for every call.
 *
 * The variables are those of MLflow, of PostgreSQL's and of Amazon's clients. This is the agreement that the image has to keep; it is not built yet.
 */
export const mlflow = {
  name: 'mlflow',
  version: '3.17.2',
  user: 10001,
  group: 0,
  configDirectory: '/etc/mlflow',
  writableDirectories: ['/tmp'],
  commands: { server: ['mlflow-server'] },
  readyPath: '/health',
} as const satisfies MlflowContract;
