import { randomBytes } from 'node:crypto';
import forge from 'node-forge';
import { type KeyPair, certificatesIn } from './certificate';

const { asn1, pkcs12 } = forge;
const { Class, Type } = asn1;
const rounds = 2048;

/** By it Java takes a certificate without a key for one that it may trust. */
const javaTrust = '2.16.840.1.113894.746875.1.1';
const anyUsage = '2.5.29.37.0';
const sha1 = '1.3.14.3.2.26';

/**
 * A key with its certificate and those who signed it.
 *
 * @param alias - none, and Java calls it `1`
 */
export function keystore({ certificate, key }: KeyPair, signers: readonly string[], password: string, alias?: string): Buffer {
  const chain = [certificate, ...signers].map((pem) => forge.pki.certificateFromPem(pem));
  const options = { algorithm: 'aes256', count: rounds, ...(alias && { friendlyName: alias }) } as const;
  return der(pkcs12.toPkcs12Asn1(forge.pki.privateKeyFromPem(key), chain, password, options));
}

/** Certificates that Java trusts; they are no secret, so they are only signed with the password. */
export function truststore(authorities: string, password: string): Buffer {
  const bags = certificatesIn(authorities).map((pem, index) =>
    sequence(
      oid(forge.pki.oids.certBag!),
      tagged(sequence(oid(forge.pki.oids.x509Certificate!), tagged(octets(derOf(pem))))),
      set(
        sequence(oid(forge.pki.oids.friendlyName!), set(asn1.create(Class.UNIVERSAL, Type.BMPSTRING, false, utf16(`ca-${index + 1}`)))),
        sequence(oid(javaTrust), set(oid(anyUsage))),
      ),
    ),
  );
  const contents = bytesOf(sequence(sequence(oid(forge.pki.oids.data!), tagged(octets(bytesOf(sequence(...bags)))))));
  const salt = randomBytes(20).toString('binary');
  const mac = forge.hmac.create();
  mac.start('sha1', forge.util.createBuffer(pkcs12.generateKey(password, forge.util.createBuffer(salt), 3, rounds, 20)).getBytes());
  mac.update(contents);
  return der(
    sequence(
      integer(3),
      sequence(oid(forge.pki.oids.data!), tagged(octets(contents))),
      sequence(
        sequence(sequence(oid(sha1), asn1.create(Class.UNIVERSAL, Type.NULL, false, '')), octets(mac.digest().getBytes())),
        octets(salt),
        integer(rounds),
      ),
    ),
  );
}

/** Certificates in a store; nothing if the password does not open it. */
export function certificatesInStore(store: Buffer, password: string): string[] | undefined {
  try {
    const read = pkcs12.pkcs12FromAsn1(asn1.fromDer(store.toString('binary')), false, password);
    const bags = read.getBags({ bagType: forge.pki.oids.certBag! })[forge.pki.oids.certBag!] ?? [];
    return bags.map(({ cert }) => forge.pki.certificateToPem(cert!).replaceAll('\r', ''));
  } catch {
    return undefined;
  }
}

function sequence(...parts: forge.asn1.Asn1[]) {
  return asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, parts);
}

function set(...parts: forge.asn1.Asn1[]) {
  return asn1.create(Class.UNIVERSAL, Type.SET, true, parts);
}

function tagged(part: forge.asn1.Asn1) {
  return asn1.create(Class.CONTEXT_SPECIFIC, 0, true, [part]);
}

function oid(value: string) {
  return asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(value).getBytes());
}

function octets(bytes: string) {
  return asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, bytes);
}

function integer(value: number) {
  return asn1.create(Class.UNIVERSAL, Type.INTEGER, false, asn1.integerToDer(value).getBytes());
}

function utf16(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('binary');
}

function derOf(pem: string): string {
  return bytesOf(forge.pki.certificateToAsn1(forge.pki.certificateFromPem(pem)));
}

function bytesOf(part: forge.asn1.Asn1): string {
  return asn1.toDer(part).getBytes();
}

function der(part: forge.asn1.Asn1): Buffer {
  return Buffer.from(bytesOf(part), 'binary');
}
