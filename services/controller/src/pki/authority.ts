import { X509Certificate, createPrivateKey } from 'node:crypto';
import { after } from '../clock';
import type { Data } from '../kubernetes/secret';
import type { Means } from '../means';
import { type KeyPair, authority, certificatesIn, validityOf } from './certificate';
import { authorityLife, hasEnded, isDue, publishedAhead } from './lifetimes';

/**
 * Who signs the certificates of the cluster, and who will and did.
 *
 * All of it is in one Secret, so that each step to the next generation is one write: the next one is there, it is known to be in all lists of
 * authorities, it signs. The one before stays in the lists to its own end, which no certificate that it signed outlives.
 */
export interface Authority {
  readonly current: KeyPair;
  readonly next?: KeyPair;

  /** Since when every list of authorities has had the next one. */
  readonly nextPublished?: Date;

  /** Certificates of those before, as PEM. */
  readonly former: string;
}

export async function newAuthority(cluster: string, means: Means): Promise<Authority> {
  return { current: await generation(cluster, means), former: '' };
}

/** Everybody whom the cluster trusts, as PEM. */
export function trusted({ current, next, former }: Authority): string {
  return `${current.certificate}${next?.certificate ?? ''}${former}`;
}

/**
 * The next step, or the same if there is none to take.
 *
 * @param published - whether every list of authorities has the next one
 */
export async function advance(from: Authority, cluster: string, means: Means, published: boolean): Promise<Authority> {
  const { clock } = means;
  const { current, next, nextPublished } = from;
  const former = certificatesIn(from.former)
    .filter((pem) => !hasEnded(validityOf(pem), clock))
    .join('');
  const ended = hasEnded(validityOf(current.certificate), clock);
  if (!next) {
    if (isDue(validityOf(current.certificate), clock)) return { current, next: await generation(cluster, means), former };
  } else if (ended || (nextPublished && published && clock() >= after(nextPublished, publishedAhead))) {
    // One that has ended signs nothing any more: there is nothing to wait for.
    return { current: next, former: ended ? former : `${current.certificate}${former}` };
  } else if (published && !nextPublished) {
    return { current, next, nextPublished: clock(), former };
  }
  return former === from.former ? from : { ...from, former };
}

async function generation(cluster: string, { clock, newKey }: Means): Promise<KeyPair> {
  // The day tells generations apart, for people.
  const name = `${cluster.slice(0, 40)} ${clock().toISOString().slice(0, 10)}`;
  return authority(await newKey(), name, { notBefore: clock(), notAfter: after(clock(), authorityLife) });
}

/**
 * What {@link authorityData} wrote; an authority that is somebody's own has the first two keys alone.
 *
 * @throws Error if it cannot sign
 */
export function readAuthority(data: Data): Authority {
  const text = (key: string) => data[key]?.toString();
  const [certificate, key, nextCertificate, nextKey] = ['ca.crt', 'ca.key', 'next.crt', 'next.key'].map(text);
  const published = text('next-published');
  const root = certificatesIn(certificate ?? '')[0];
  if (!root || !key || !new X509Certificate(root).checkPrivateKey(createPrivateKey(key))) throw new Error('no certificate with its key');
  return {
    current: { certificate: root, key },
    ...(nextCertificate && nextKey && { next: { certificate: nextCertificate, key: nextKey } }),
    ...(published && { nextPublished: new Date(published) }),
    former: text('former.crt') ?? '',
  };
}

export function authorityData({ current, next, nextPublished, former }: Authority): Data {
  const texts = {
    'ca.crt': current.certificate,
    'ca.key': current.key,
    ...(next && { 'next.crt': next.certificate, 'next.key': next.key }),
    ...(nextPublished && { 'next-published': nextPublished.toISOString() }),
    ...(former && { 'former.crt': former }),
  };
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, Buffer.from(text)]));
}
