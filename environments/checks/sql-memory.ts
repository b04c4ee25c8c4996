import { memoryLimit, settingsOfSqlServer, sqlPools } from '../mssql-settings';
import { type Problem, fieldPath, show } from '../problem';
import type { Cluster } from '../resolve-cluster';
import { toMebibytes } from '../schema/quantities';
import { settingPath } from '../settings';

/** With less it ends at its start. */
const leastMebibytes = 2048;

/** SQL Server starts with 2 GiB or more, and keeps within what its container gets. */
export function checkSqlMemory({ environment, sql }: Cluster): Problem[] {
  return (sql ? sqlPools(sql) : []).flatMap((pool) => {
    const { name, settings, sqlMemory } = pool;
    const most = toMebibytes(sqlMemory);
    const given = settingsOfSqlServer(pool)['memory.memorylimitmb'];
    const setting = Object.keys(settings.sql.mssql ?? {}).find((key) => key.toLowerCase() === 'memory.memorylimitmb');
    const field = sql?.storagePools.includes(pool) ? 'sqlMemory' : 'memory';
    return [
      ...(most < leastMebibytes
        ? [
            {
              path: fieldPath(['resources', name, field]),
              given: show(sqlMemory),
              allowed: 'at least 2Gi for SQL Server',
              fix: 'raise it',
            },
          ]
        : []),
      ...(given !== undefined && !(Number.isInteger(memoryLimit(pool)) && memoryLimit(pool) > 0 && memoryLimit(pool) < most)
        ? [
            {
              path: settingPath(environment, name, 'sql', `mssql.${setting}`)!,
              given: show(given),
              allowed: `a whole number of mebibytes below ${most}, the memory of its container`,
              fix: 'lower it, raise the memory, or remove it: four fifths of the memory are the default',
            },
          ]
        : []),
    ];
  });
}
