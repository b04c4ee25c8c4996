import { type Problem, fieldPath, show } from '../problem';
import type { Cluster } from '../resolve-cluster';
import { poolTypeOf } from '../schema/resources';

/** Every part can be left out, but not what another part needs. */
export function checkParts({ resources, spark }: Cluster): Problem[] {
  const has = (name: string) => resources.some((resource) => resource.name === name);
  const storagePools = resources.filter(({ name }) => poolTypeOf(name) === 'Storage');
  const sparkPools = resources.filter(({ name }) => poolTypeOf(name) === 'Spark');
  const needsQuorum = resources.filter(({ name, replicas }) => (name === 'nmnode-0' || name === 'sparkhead') && replicas > 1);
  const missing = (path: string, allowed: string, fix: string): Problem => ({
    path: fieldPath(['resources', path]),
    given: show(undefined),
    allowed,
    fix,
  });
  return [
    ...(resources.length === 0 ? [missing('nmnode-0', 'at least one part of the cluster', 'add nmnode-0 and storage-0')] : []),
    ...(storagePools.length > 0 && !has('nmnode-0')
      ? [missing('nmnode-0', 'a NameNode for the DataNodes of the storage pool', 'add nmnode-0, or remove the storage pool')]
      : []),
    ...(has('nmnode-0') && storagePools.length === 0
      ? [missing('storage-0', 'DataNodes for the NameNode', 'add storage-0, or remove nmnode-0')]
      : []),
    ...(sparkPools.length > 0 && !has('sparkhead')
      ? [missing('sparkhead', 'a ResourceManager for the Spark pool', 'add sparkhead, or remove the Spark pool')]
      : []),
    ...(has('sparkhead') && !has('nmnode-0')
      ? [missing('nmnode-0', 'HDFS, which Spark on YARN keeps its state and logs in', 'add nmnode-0 and storage-0, or remove sparkhead')]
      : []),
    ...(has('sparkhead') && has('nmnode-0') && storagePools.length > 0 && !spark
      ? [missing('spark-0', 'NodeManagers for the ResourceManager', 'set includeSpark of storage-0, add spark-0, or remove sparkhead')]
      : []),
    ...(!has('sparkhead')
      ? storagePools
          .filter((pool) => 'includeSpark' in pool && pool.includeSpark)
          .map(({ name }) => ({
            path: fieldPath(['resources', name, 'includeSpark']),
            given: show(true),
            allowed: 'false, or true with sparkhead',
            fix: 'add sparkhead, or set it to false',
          }))
      : []),
    ...(!has('zookeeper')
      ? needsQuorum.map(({ name, replicas }) => ({
          path: fieldPath(['resources', name, 'replicas']),
          given: show(replicas),
          allowed: '1, or 2 with zookeeper',
          fix: 'add resources.zookeeper with 3 replicas',
        }))
      : []),
  ];
}
