import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { shiroHash } from '../src/contents/shiro-hash';
import { type KeyPair, authority, signedBy } from '../src/pki/certificate';
import { newRsaKey } from '../src/pki/key';
import { keystore, truststore } from '../src/pki/pkcs12';

/** Other programs have to read what is written here: those that are on this machine are asked. */
const has = (command: string) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
const validity = { notBefore: new Date(), notAfter: new Date(Date.now() + 86_400_000) };
const password = 'aA1aA1aA1';
const directory = mkdtempSync(join(tmpdir(), 'controller-'));
const file = (name: string, content: string | Buffer) => {
  writeFileSync(join(directory, name), content);
  return join(directory, name);
};
let roots: KeyPair[];
let leaf: KeyPair;

before(async () => {
  roots = [authority(await newRsaKey(2048), 'one', validity), authority(await newRsaKey(2048), 'two', validity)];
  leaf = signedBy(roots[0]!, await newRsaKey(2048), ['a-svc', '*.a-svc.test.svc.cluster.local'], validity);
});
after(() => rmSync(directory, { recursive: true }));

test('openssl trusts the certificate for the names in it, by its own root alone', { skip: !has('openssl') }, () => {
  const certificate = file('leaf.crt', leaf.certificate);
  const verify = (root: KeyPair, host: string) =>
    spawnSync('openssl', [
      'verify',
      '-x509_strict',
      '-purpose',
      'sslserver',
      '-verify_hostname',
      host,
      '-CAfile',
      file('root.crt', root.certificate),
      certificate,
    ]).status;
  assert.equal(verify(roots[0]!, 'a-svc'), 0);
  assert.equal(verify(roots[0]!, 'a-0.a-svc.test.svc.cluster.local'), 0);
  assert.notEqual(verify(roots[0]!, 'b-svc'), 0);
  assert.notEqual(verify(roots[1]!, 'a-svc'), 0);
});

test('keytool opens keystore and truststore with the password, and with no other', { skip: !has('keytool') }, () => {
  const list = (store: string, by: string) =>
    spawnSync('keytool', ['-list', '-keystore', store, '-storetype', 'PKCS12', '-storepass', by], { encoding: 'utf8' });
  const keys = file('keystore.p12', keystore(leaf, [], password));
  const trust = file('truststore.p12', truststore(roots.map(({ certificate }) => certificate).join(''), password));
  // The gateway names the key by this number.
  assert.match(list(keys, password).stdout, /^1, .*PrivateKeyEntry/m);
  assert.equal(list(trust, password).stdout.match(/trustedCertEntry/g)?.length, 2);
  for (const store of [keys, trust]) assert.notEqual(list(store, 'another').status, 0);
  const named = file('signing.p12', keystore(leaf, [], password, 'gateway-identity'));
  assert.match(list(named, password).stdout, /^gateway-identity, .*PrivateKeyEntry/m);
});

const jars = process.env.SHIRO_JARS;
test('Shiro takes the password for its hash, and no other', { skip: !jars || !has('java') }, () => {
  const program = file(
    'Check.java',
    `public class Check { public static void main(String[] a) {
       var matcher = new org.apache.shiro.authc.credential.DefaultPasswordService();
       System.out.print(matcher.passwordsMatch(a[0], a[2]) + " " + matcher.passwordsMatch(a[1], a[2])); } }`,
  );
  const path = readdirSync(jars!)
    .map((jar) => join(jars!, jar))
    .join(':');
  assert.equal(execFileSync('java', ['-cp', path, program, 'right', 'wrong', shiroHash('right')], { encoding: 'utf8' }), 'true false');
});
