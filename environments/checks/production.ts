import { type Problem, show } from '../problem';
import type { Cluster } from '../resolve-cluster';

/**
 * Editions whose licence is for development and test, or for a try.
 *
 * @see https://learn.microsoft.com/sql/sql-server/editions-and-components-of-sql-server-2025
 */
const editionsForTests = new Set(['Developer', 'EnterpriseDeveloper', 'StandardDeveloper', 'Evaluation']);

/** What is good enough for development and test alone, where people rely on the cluster. */
export function checkProduction({ environment, sql }: Cluster): Problem[] {
  const { production, security } = environment;
  if (!production) return [];
  const warning = (path: string, given: unknown, allowed: string, fix: string): Problem => ({
    severity: 'warning',
    path,
    given: show(given),
    allowed,
    fix,
  });
  return [
    ...(security === 'simple'
      ? [
          warning(
            'security',
            security,
            'kerberos in production: with simple HDFS believes the name that a caller gives',
            'set it to kerberos and add a realm',
          ),
        ]
      : []),
    ...(sql && editionsForTests.has(sql.edition)
      ? [
          warning(
            'sql.edition',
            sql.edition,
            'an edition that is licensed for production, such as Standard or Enterprise',
            'choose the edition that you have a licence for',
          ),
        ]
      : []),
    ...(sql && sql.image.digest === undefined
      ? [
          warning(
            'images.sqlServer.digest',
            undefined,
            'a digest in production: whoever may push to the registry can move the tag',
            'run bdc images lock and add what it prints',
          ),
        ]
      : []),
  ];
}
