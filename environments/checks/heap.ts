import { heapOverhead, heapSize } from '../heap';
import { type Problem, fieldPath, show } from '../problem';
import type { Cluster } from '../resolve-cluster';
import type { Bytes } from '../schema/quantities';

/** Below it a NameNode or DataNode of an empty cluster runs out of memory. */
const leastHeapMebibytes = 192;

/** Heap and what Java needs beside it have to fit the memory of a process. */
export function checkHeap({ hdfs, spark }: Cluster): Problem[] {
  const processes: { path: string[]; memory: Bytes }[] = [
    ...(hdfs ? [hdfs.nameNode, ...hdfs.storagePools] : []).map(({ name, memory }) => ({ path: ['resources', name, 'memory'], memory })),
    ...(spark ? [spark.head] : []).map(({ name, memory }) => ({ path: ['resources', name, 'memory'], memory })),
  ];
  return processes
    .filter(({ memory }) => heapSize(memory) < leastHeapMebibytes)
    .map(({ path, memory }) => ({
      path: fieldPath(path),
      given: show(memory),
      allowed: `at least ${leastHeapMebibytes + heapOverhead(memory)}Mi: ${leastHeapMebibytes} MiB of heap and what Java needs beside it`,
      fix: 'raise it',
    }));
}
