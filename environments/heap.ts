import { type Bytes, toMebibytes } from './schema/quantities';

/** What a Java process needs beside its heap: class metadata, thread stacks, code cache, direct buffers. */
const overheadShare = 0.25;
const leastOverheadMebibytes = 256;

/** Memory beside the heap of a Java process that may use `memory`, in mebibytes. */
export function heapOverhead(memory: Bytes): number {
  return Math.max(leastOverheadMebibytes, Math.ceil(toMebibytes(memory) * overheadShare));
}

/** Largest heap that fits `memory`, in mebibytes. */
export function heapSize(memory: Bytes): number {
  return toMebibytes(memory) - heapOverhead(memory);
}
