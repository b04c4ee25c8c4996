import { randomBytes } from 'node:crypto';

/** The machine key of SQL Server on Linux: 44 bytes, a one and eleven zeros in front of 32 random ones. */
export function machineKey(): Buffer {
  return Buffer.concat([Buffer.from([1]), Buffer.alloc(11), randomBytes(32)]);
}
