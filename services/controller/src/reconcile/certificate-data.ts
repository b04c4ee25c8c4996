import { X509Certificate, createPrivateKey } from 'node:crypto';
import { type Clock, after } from '../clock';
import type { Data } from '../kubernetes/secret';
import type { Means } from '../means';
import { type Authority, trusted } from '../pki/authority';
import { type KeyPair, certificatesIn, dnsNamesOf, isSignedBy, signedBy, validityOf } from '../pki/certificate';
import { certificateLife, hasEnded, isDue } from '../pki/lifetimes';
import { certificatesInStore, keystore, truststore } from '../pki/pkcs12';
import type { PlannedCertificate } from '../plan';

/** A certificate with its files, as much of `existing` as is still right; or why there is none. */
export async function certificateData(
  planned: PlannedCertificate,
  existing: Data | undefined,
  authority: Authority | undefined,
  storePassword: string | undefined,
  means: Means,
): Promise<Data | string> {
  const { clock } = means;
  if (!authority) return 'waits for authority';
  if (hasEnded(validityOf(authority.current.certificate), clock)) return 'cannot be signed: the certificate of the authority has ended';
  const hasStores = planned.keys.some((key) => key.endsWith('.p12'));
  if (hasStores && !storePassword) return 'waits for keystore-password';

  const pair = existingPair(existing, planned, authority, clock) ?? (await renewed(planned, authority, means));
  const authorities = trusted(authority);
  const files: Record<string, () => Buffer> = {
    'tls.crt': () => Buffer.from(pair.certificate),
    'tls.key': () => Buffer.from(pair.key),
    'ca.crt': () => Buffer.from(authorities),
    'keystore.p12': () => store(existing?.['keystore.p12'], pair.certificate, () => keystore(pair, [], storePassword!)),
    'truststore.p12': () => store(existing?.['truststore.p12'], authorities, () => truststore(authorities, storePassword!)),
  };
  const store = (old: Buffer | undefined, holds: string, make: () => Buffer) =>
    old && certificatesInStore(old, storePassword!)?.join('') === holds ? old : make();
  const unknown = planned.keys.filter((key) => !files[key]);
  if (unknown.length > 0) return `cannot have ${unknown.join(', ')}`;
  return Object.fromEntries(planned.keys.map((key) => [key, files[key]!()]));
}

async function renewed({ dnsNames }: PlannedCertificate, { current }: Authority, { clock, newKey }: Means): Promise<KeyPair> {
  const { notAfter: end } = validityOf(current.certificate);
  const notAfter = after(clock(), certificateLife);
  return signedBy(current, await newKey(), dnsNames, { notBefore: clock(), notAfter: notAfter < end ? notAfter : end });
}

/** The pair that is there, unless it is time for another one. */
function existingPair(
  existing: Data | undefined,
  { dnsNames }: PlannedCertificate,
  authority: Authority,
  clock: Clock,
): KeyPair | undefined {
  const [certificate, key] = [existing?.['tls.crt']?.toString(), existing?.['tls.key']?.toString()];
  if (!certificate || !key) return undefined;
  try {
    const validity = validityOf(certificate);
    const right =
      new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key)) &&
      dnsNamesOf(certificate).toSorted().join() === dnsNames.toSorted().join() &&
      certificatesIn(trusted(authority)).some((signer) => isSignedBy(certificate, signer));
    // Near the end of its authority a new one would end with it too.
    const due = isDue(validity, clock) && validityOf(authority.current.certificate).notAfter > validity.notAfter;
    return right && !due ? { certificate, key } : undefined;
  } catch {
    return undefined;
  }
}
