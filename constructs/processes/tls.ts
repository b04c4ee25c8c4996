import { tlsSecret } from '../../environments/secrets';
import { secretDirectories } from '../../images/contract';
import type { SecretUse } from '../workload/process';

/** Who signed the certificates of the cluster, for whoever calls its doors. */
export const trust: SecretUse = { secret: 'trust', directory: secretDirectories.trust };

/** The certificate of `workload`, as PEM. */
export function certificate(workload: string): SecretUse {
  return { secret: tlsSecret(workload), directory: secretDirectories.tls };
}

/** The certificate of `workload` for a Java process: keystores, and the password that opens them in `KEYSTORE_PASSWORD`. */
export function keystores(workload: string): SecretUse[] {
  return [certificate(workload), { secret: 'keystore-password', key: 'password', variable: 'KEYSTORE_PASSWORD' }];
}
