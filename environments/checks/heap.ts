import { heapOverhead, heapSize } from '../heap';
import { type Problem, fieldPath, show } from '../problem';
import type { Cluster, Resource } from '../resolve-cluster';
import { type ServiceName } from '../schema/services';
import { toMebibytes } from '../schema/quantities';
import { settingPath } from '../settings';

/** Below it a NameNode or DataNode of an empty cluster runs out of memory. */
const leastHeapMebibytes = 192;

/** Heap and what Java needs beside it have to fit the memory of a process. */
export function checkHeap(cluster: Cluster): Problem[] {
  const { gateway, hdfs, spark, zooKeeper } = cluster;
  const processes: { resource: Resource | undefined; service: ServiceName; options: string }[] = [
    { resource: hdfs?.nameNode, service: 'hdfs', options: 'HDFS_NAMENODE_OPTS' },
    ...(hdfs?.storagePools ?? []).map((pool) => ({ resource: pool, service: 'hdfs', options: 'HDFS_DATANODE_OPTS' }) as const),
    { resource: zooKeeper, service: 'hdfs', options: 'ZK_SERVER_OPTS' },
    { resource: spark?.head, service: 'spark', options: 'YARN_RESOURCEMANAGER_OPTS' },
  ];
  return [
    ...processes.flatMap(({ resource, service, options }) =>
      resource ? [...tooLittleMemory(resource), ...tooLargeHeap(cluster, resource, service, options)] : [],
    ),
    ...(gateway
      ? [...tooLittleMemory(gateway), ...tooLittleMemory({ name: gateway.name, memory: gateway.httpFsMemory }, 'httpFsMemory')]
      : []),
  ];
}

function tooLittleMemory({ name, memory }: Pick<Resource, 'name' | 'memory'>, field = 'memory'): Problem[] {
  if (heapSize(memory) >= leastHeapMebibytes) return [];
  return [
    {
      path: fieldPath(['resources', name, field]),
      given: show(memory),
      allowed: `at least ${leastHeapMebibytes + heapOverhead(memory)}Mi: ${leastHeapMebibytes} MiB of heap and what Java needs beside it`,
      fix: 'raise it',
    },
  ];
}

/** The user's own `-Xmx` goes unchecked by Java: the kernel ends the process when the memory is used up. */
function tooLargeHeap({ environment }: Cluster, { name, memory, settings }: Resource, service: ServiceName, variable: string): Problem[] {
  const given = settings[service]['hadoop-env']?.[variable];
  const [, amount, unit] = /(?:^|\s)-Xmx(\d+)([kmgKMG]?)\b/.exec(given ?? '') ?? [];
  if (amount === undefined || Number(amount) * bytesOf(unit) <= (toMebibytes(memory) - heapOverhead(memory)) * bytesOf('m')) return [];
  return [
    {
      path: settingPath(environment, name, service, `hadoop-env.${variable}`)!,
      given: show(given),
      allowed: `-Xmx${heapSize(memory)}m at most: the rest of ${memory} is what Java needs beside the heap`,
      fix: `lower it, or raise resources.${name}.memory`,
    },
  ];
}

function bytesOf(unit = ''): number {
  return 1024 ** ['', 'k', 'm', 'g'].indexOf(unit.toLowerCase());
}
