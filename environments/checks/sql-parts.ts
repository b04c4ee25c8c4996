import { type Problem, show } from '../problem';
import type { Cluster } from '../resolve-cluster';
import { poolTypeOf } from '../schema/resources';

/** SQL Server needs a master, a version, an image and the consent to its licence. */
export function checkSqlParts({ environment, resources }: Cluster): Problem[] {
  const pools = resources.filter((pool) => {
    const type = poolTypeOf(pool.name);
    return type === 'Compute' || type === 'Data' || ('includeSql' in pool && pool.includeSql);
  });
  const hasMaster = resources.some(({ name }) => name === 'master');
  const wanted = hasMaster || pools.length > 0;
  return [
    ...(pools.length > 0 && !hasMaster
      ? [
          {
            path: 'resources.master',
            given: show(undefined),
            allowed: `a master, through which ${pools.map(({ name }) => name).join(', ')} are queried`,
            fix: 'add master, or remove SQL Server from the others',
          },
        ]
      : []),
    ...(wanted && !environment.sql
      ? [
          {
            path: 'sql',
            given: show(undefined),
            allowed: 'version and edition of SQL Server, which are a matter of licences',
            fix: 'add sql, such as { version: "2025", edition: "EnterpriseDeveloper" }',
          },
        ]
      : []),
    ...(wanted && !environment.images.sqlServer
      ? [
          {
            path: 'images.sqlServer',
            given: show(undefined),
            allowed: 'the repository of the image of SQL Server, which is not part of this product',
            fix: "add images.sqlServer.repository: Microsoft's, or a mirror of it",
          },
        ]
      : []),
    ...(wanted && !environment.acceptEula
      ? [
          {
            severity: 'warning' as const,
            path: 'acceptEula',
            given: show(false),
            allowed: 'true, after you have read the licence terms of SQL Server',
            fix: 'set it to true; until then the containers of SQL Server end as soon as they start',
          },
        ]
      : []),
  ];
}
