import { contracts } from '../../images/catalogue';
import { type Problem, fieldPath, nearest, show } from '../problem';
import type { Cluster } from '../resolve-cluster';

const names = Object.values(contracts).map(({ name }) => name);

/** A digest belongs to an image of the catalogue: one with a slip of the pen in its name would leave the tag to decide. */
export function checkImageDigests({ environment: { images } }: Cluster): Problem[] {
  return Object.entries(images.digests)
    .filter(([name]) => !names.some((known) => known === name))
    .map(([name, digest]) => {
      const meant = nearest(name, names);
      return {
        path: fieldPath(['images', 'digests', name]),
        given: show(digest),
        allowed: `one of ${names.join(', ')}`,
        fix: meant ? `rename it to ${meant}` : 'remove it; the digest of SQL Server is images.sqlServer.digest',
      };
    });
}
