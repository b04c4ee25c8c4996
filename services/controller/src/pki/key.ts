import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

/** A key of RSA as PEM. */
export interface Key {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Makes a key; tests, which need hundreds, make weaker ones. */
export type NewKey = () => Promise<Key>;

/** RSA, which every program of the cluster takes. */
export function newRsaKey(bits = 3072): Promise<Key> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}
