import type { NodeManagerPool } from './resolve-cluster';
import { toMebibytes, toMillicores } from './schema/quantities';

const leastHeapMebibytes = 384;
const heapShare = 0.05;

/** Part of the memory that is kept free: a process beyond the limit takes the NodeManager and all its containers with it. */
const reserve = 1.1;

/** Heap of a NodeManager, in mebibytes. */
export function nodeManagerHeap({ sparkMemory }: NodeManagerPool): number {
  return Math.max(leastHeapMebibytes, Math.floor(toMebibytes(sparkMemory) * heapShare));
}

/** Memory that a NodeManager shares out, in mebibytes: with its heap and a tenth on top it fits the limit. */
export function nodeManagerShare(pool: NodeManagerPool): number {
  return Math.floor(toMebibytes(pool.sparkMemory) / reserve) - nodeManagerHeap(pool);
}

/** Memory limit that a NodeManager needs to share out `mebibytes`. */
export function nodeManagerLimit(pool: NodeManagerPool, mebibytes: number): number {
  return Math.ceil((nodeManagerHeap(pool) + mebibytes) * reserve);
}

/** Virtual cores that a NodeManager shares out unless it is told otherwise: its whole cores, or one. */
export function nodeManagerVcores({ sparkCpu }: NodeManagerPool): number {
  return Math.max(1, Math.floor(toMillicores(sparkCpu) / 1000));
}
