import { statSync } from 'node:fs';

/** Whether a file has changed since it was asked last; one that is not there is like any other state. */
export function changesOf(file: string): () => boolean {
  let seen = state(file);
  return () => {
    const before = seen;
    seen = state(file);
    return seen !== before;
  };
}

function state(file: string): string {
  const status = statSync(file, { throwIfNoEntry: false });
  return status ? `${status.ino} ${status.mtimeMs}` : '';
}
