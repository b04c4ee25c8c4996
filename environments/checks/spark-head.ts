import { heapOverhead, heapSize } from '../heap';
import { type Problem, fieldPath, show } from '../problem';
import type { Cluster } from '../resolve-cluster';
import { toMebibytes } from '../schema/quantities';
import { settingPath } from '../settings';
import { sparkMebibytes } from '../spark-memory';

/** Below it a history server or a metastore spends its time on collecting garbage. */
const leastHeapMebibytes = 256;

const setting = 'spark-env.SPARK_DAEMON_MEMORY';

/** Heaps of the Java processes beside the ResourceManager have to fit their memory. */
export function checkSparkHead({ environment, spark }: Cluster): Problem[] {
  if (!spark) return [];
  const { head, hasMetastore } = spark;
  const fields = [...(head.includeHistory ? (['historyMemory'] as const) : []), ...(hasMetastore ? (['metastoreMemory'] as const) : [])];
  const given = head.settings.spark['spark-env']?.SPARK_DAEMON_MEMORY;
  const heap = sparkMebibytes(given ?? '');
  return fields.flatMap((field) => {
    const memory = head[field];
    return [
      ...(heapSize(memory) < leastHeapMebibytes
        ? [
            {
              path: fieldPath(['resources', head.name, field]),
              given: show(memory),
              allowed: `at least ${leastHeapMebibytes + heapOverhead(memory)}Mi: ${leastHeapMebibytes} MiB of heap and what Java needs beside it`,
              fix: 'raise it',
            },
          ]
        : []),
      ...(given !== undefined && (heap === undefined || heap > toMebibytes(memory) - heapOverhead(memory))
        ? [
            {
              path: settingPath(environment, head.name, 'spark', setting)!,
              given: show(given),
              allowed: `${heapSize(memory)}m at most: the rest of ${memory} is what Java needs beside the heap`,
              fix: `lower it, or raise resources.${head.name}.${field}`,
            },
          ]
        : []),
    ];
  });
}
