import { createHash, randomBytes } from 'node:crypto';

/** A guess costs this many rounds, and so does each request with a password: tens of milliseconds in Java and Python. */
const rounds = 50_000;

/**
 * Hash of a password in the form that Shiro reads: `$shiro1$SHA-256$<rounds>$<salt>$<hash>`.
 *
 * @see https://shiro.apache.org/static/1.10.0/apidocs/org/apache/shiro/crypto/hash/format/Shiro1CryptFormat.html
 */
export function shiroHash(password: string, salt = randomBytes(16)): string {
  let digest = createHash('sha256').update(salt).update(password).digest();
  for (let round = 1; round < rounds; round++) digest = createHash('sha256').update(digest).digest();
  return `$shiro1$SHA-256$${rounds}$${salt.toString('base64')}$${digest.toString('base64')}`;
}
