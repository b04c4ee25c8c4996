import type { Log } from '../log';
import type { Objects } from '../kubernetes/objects';
import type { Secret } from '../kubernetes/secret';
import type { Write } from './build';

/**
 * Writes one after the other as long as `mayWrite` says so; returns how many.
 *
 * @throws ApiError if somebody else was faster: what follows would be made of something old
 */
export async function apply(writes: AsyncIterable<Write>, secrets: Objects<Secret>, mayWrite: () => boolean, log: Log): Promise<number> {
  let written = 0;
  for await (const { secret, exists } of writes) {
    if (!mayWrite()) break;
    await (exists ? secrets.replace(secret) : secrets.create(secret));
    log(exists ? 'Secret renewed' : 'Secret made', { secret: secret.metadata.name });
    written++;
  }
  return written;
}
