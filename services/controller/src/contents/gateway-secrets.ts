import { after, days } from '../clock';
import type { Data } from '../kubernetes/secret';
import type { Means } from '../means';
import { selfSigned } from '../pki/certificate';
import { keystore } from '../pki/pkcs12';
import { password } from './random';

/** The name that Knox looks its signing key up by, unless it is told another one. */
const alias = 'gateway-identity';

/** The master secret of Knox, which also opens the keystore with the key that signs its tokens. */
export async function gatewaySecrets({ clock, newKey }: Means): Promise<Data> {
  const master = password();
  const signer = selfSigned(await newKey(), 'gateway', { notBefore: clock(), notAfter: after(clock(), 3650 * days) });
  return { master: Buffer.from(master), 'signing.p12': keystore(signer, [], master, alias) };
}
