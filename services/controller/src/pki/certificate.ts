import { X509Certificate, randomBytes } from 'node:crypto';
import forge from 'node-forge';
import { after, minutes } from '../clock';
import type { Key } from './key';
import type { Validity } from './lifetimes';

/** A certificate with its key, as PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** Clocks of machines differ: a certificate holds a little before it is made. */
const skew = 5 * minutes;

/** A root that signs others. */
export function authority(key: Key, name: string, validity: Validity): KeyPair {
  return make(key, name, validity, undefined, [
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ]);
}

/** A key that signs something else than certificates. */
export function selfSigned(key: Key, name: string, validity: Validity): KeyPair {
  return make(key, name, validity, undefined, [
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, critical: true },
  ]);
}

/** The certificate of a workload, for callers and for those whom it calls. */
export function signedBy(signer: KeyPair, key: Key, dnsNames: readonly string[], validity: Validity): KeyPair {
  return make(key, dnsNames[0]!, validity, signer, [
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
    { name: 'subjectAltName', altNames: dnsNames.map((value) => ({ type: 2, value })) },
  ]);
}

function make(
  { publicKey, privateKey: key }: Key,
  name: string,
  { notBefore, notAfter }: Validity,
  signer: KeyPair | undefined,
  extensions: object[],
): KeyPair {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  // Positive, as the first bit is none.
  certificate.serialNumber = Buffer.concat([Buffer.from([0x40]), randomBytes(15)]).toString('hex');
  certificate.validity = { notBefore: after(notBefore, -skew), notAfter };
  const subject = [{ name: 'commonName', value: name.slice(0, 64) }];
  const issuer = signer && forge.pki.certificateFromPem(signer.certificate);
  certificate.setSubject(subject);
  certificate.setIssuer(issuer ? issuer.subject.attributes : subject);
  certificate.setExtensions([
    ...extensions,
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuer ? issuer.generateSubjectKeyIdentifier().getBytes() : true },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(signer?.key ?? key), forge.md.sha256.create());
  return { certificate: forge.pki.certificateToPem(certificate).replaceAll('\r', ''), key };
}

/** The certificates of a file, one by one and all in one form, whoever wrote them. */
export function certificatesIn(pem: string): string[] {
  return (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map((text) =>
    new X509Certificate(text).toString(),
  );
}

export function validityOf(pem: string): Validity {
  const { validFrom, validTo } = new X509Certificate(pem);
  return { notBefore: new Date(validFrom), notAfter: new Date(validTo) };
}

/** Names of hosts that it is for. */
export function dnsNamesOf(pem: string): string[] {
  const { subjectAltName = '' } = new X509Certificate(pem);
  return subjectAltName.split(', ').flatMap((name) => (name.startsWith('DNS:') ? name.slice('DNS:'.length) : []));
}

export function isSignedBy(pem: string, signer: string): boolean {
  const [certificate, issuer] = [new X509Certificate(pem), new X509Certificate(signer)];
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
