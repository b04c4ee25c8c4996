import type { Log } from '../log';
import type { Objects } from '../kubernetes/objects';
import type { Secret } from '../kubernetes/secret';
import type { Write } from './build';

/**
 * Writes one after the other as long as `mayWrite` says so; returns their names.
 *
 * @throws ApiError if somebody else was faster: what follows would be made of something old
 */
export async function apply(writes: AsyncIterable<Write>, secrets: Objects<Secret>, mayWrite: () => boolean, log: Log): Promise<string[]> {
  const written: string[] = [];
  for await (const { secret, exists } of writes) {
    if (!mayWrite()) break;
    await (exists ? secrets.replace(secret) : secrets.create(secret));
    log(exists ? 'Secret renewed' : 'Secret made', { secret: secret.metadata.name });
    written.push(secret.metadata.name);
  }
  return written;
}
