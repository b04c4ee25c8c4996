import type { ImageContract } from '../contract';

/** What the image of MLflow promises besides the rules for all images. */
interface MlflowContract extends ImageContract {
  /** Answered without a login. */
  readonly readyPath: string;

  /** Variable with the hosts whose certificates may speak for users, separated by commas. */
  readonly superusersVariable: string;
}

/**
 * The tracking server of MLflow, with a login of the users for every call.
 *
 * A caller proves who he is by the name and password of a user in `users.json` (Basic), or by a token (Bearer): a JWT, HS256, with `sub` (the user),
 * `aud` (`mlflow`) and `exp`. Or it is the gateway, by its certificate, and says whom it speaks for: one `user.name` or `doAs` in the query.
 *
 * The variables `MLFLOW_PORT`, `MLFLOW_BACKEND_STORE_URI`, `MLFLOW_ARTIFACTS_DESTINATION`, `MLFLOW_S3_ENDPOINT_URL` and
 * `MLFLOW_SERVER_ALLOWED_HOSTS` are MLflow's, the others those of PostgreSQL's and of Amazon's clients.
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
  superusersVariable: 'MLFLOW_SUPERUSERS',
} as const satisfies MlflowContract;
