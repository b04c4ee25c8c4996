import { type Problem, fieldPath, show } from '../problem';
import type { Cluster } from '../resolve-cluster';
import { type SqlVersion, externalSources } from '../schema/sql';

type Source = (typeof externalSources)[number];

interface Needs {
  /** Versions that can reach such sources on Linux. */
  readonly versions: readonly SqlVersion[];

  /** Versions that need PolyBase for it. */
  readonly polyBase: readonly SqlVersion[];
}

const files: Needs = { versions: ['2022', '2025'], polyBase: ['2022'] };
const databases: Needs = { versions: ['2019', '2022', '2025'], polyBase: ['2019', '2022', '2025'] };

/** @see https://learn.microsoft.com/sql/relational-databases/polybase/polybase-linux-setup */
const needs: Readonly<Record<Source, Needs>> = {
  s3: files,
  abs: files,
  adls: files,
  sqlserver: databases,
  oracle: databases,
  mongodb: databases,
  teradata: databases,
  odbc: { versions: ['2025'], polyBase: ['2025'] },
};

/** Version and image have to serve the external data sources that queries will name. */
export function checkExternalSources({ environment: { images, sql } }: Cluster): Problem[] {
  if (!sql) return [];
  return sql.externalSources.flatMap((source, index) => {
    const { versions, polyBase } = needs[source];
    if (!versions.includes(sql.version)) {
      return {
        path: fieldPath(['sql', 'externalSources', index]),
        given: show(source),
        allowed: `SQL Server ${versions.join(' or ')} on Linux for ${source}, here it is ${sql.version}`,
        fix: 'raise sql.version, or remove the source',
      };
    }
    return polyBase.includes(sql.version) && !images.sqlServer?.polyBase
      ? {
          path: 'images.sqlServer.polyBase',
          given: show(images.sqlServer?.polyBase),
          allowed: `true: SQL Server ${sql.version} needs PolyBase for ${source}, and Microsoft's image is without it`,
          fix: 'build an image with mssql-server-polybase, name it in images.sqlServer and set polyBase',
        }
      : [];
  });
}
