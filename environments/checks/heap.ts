import { heapOverhead, heapSize } from '../heap';
import { type Problem, fieldPath, show } from '../problem';
import type { Cluster } from '../resolve-cluster';

/** Below it a NameNode or DataNode of an empty cluster runs out of memory. */
const leastHeapMebibytes = 192;

/** Heap and what Java needs beside it have to fit the memory of the pod. */
export function checkHeap({ nameNode, storagePool }: Cluster): Problem[] {
  return [nameNode, storagePool]
    .filter(({ memory }) => heapSize(memory) < leastHeapMebibytes)
    .map(({ name, memory }) => ({
      path: fieldPath(['resources', name, 'memory']),
      given: show(memory),
      allowed: `at least ${leastHeapMebibytes + heapOverhead(memory)}Mi: ${leastHeapMebibytes} MiB of heap and what Java needs beside it`,
      fix: 'raise it',
    }));
}
