import { z } from 'zod';
import { resource } from './resource';

/** The NameNode: one pod that holds the directory tree of HDFS. */
export const nameNode = resource.extend({
  /** Number of NameNodes. */
  replicas: z.literal(1).default(1),
});

/** A storage pool: DataNodes that hold the blocks of HDFS. */
export const storagePool = resource.extend({
  /** Kind of pool. */
  type: z.literal('Storage').default('Storage'),

  /** Number of pods, each with a DataNode and a volume of its own. */
  replicas: z.int().min(1, 'at least 1').max(1000, 'at most 1000'),
});

/** Pools and services by name; the names are also those of the pods. */
export const resources = z.strictObject({
  'nmnode-0': nameNode,
  'storage-0': storagePool,
});
