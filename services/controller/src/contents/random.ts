import { randomBytes, randomInt } from 'node:crypto';

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const smalls = capitals.toLowerCase();
const digits = '0123456789';
const alphabet = capitals + smalls + digits;

/** Letters and digits alone: no place where a password is written gives them another meaning. */
export function alphanumeric(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** 190 bits, with a capital, a small letter and a digit, as the password policy of SQL Server wants it. */
export function password(): string {
  for (;;) {
    const candidate = alphanumeric(32);
    if ([/[A-Z]/, /[a-z]/, /[0-9]/].every((kind) => kind.test(candidate))) return candidate;
  }
}

/** 256 bits as text: files with it end without a line feed, and nothing in it has to be escaped. */
export function signingKey(): string {
  return randomBytes(32).toString('hex');
}
