import { isMssqlSetting, mssqlSettings } from '../mssql-settings';
import { type Problem, fieldPath, nearest, show } from '../problem';
import type { Cluster } from '../resolve-cluster';
import { isProtected, settingScopes, splitSetting } from '../settings';

/** SQL Server ignores what it does not know, and a line break in a value would begin another setting. */
export function checkMssqlSettings({ environment }: Cluster): Problem[] {
  const version = environment.sql?.version ?? '2025';
  return settingScopes(environment).flatMap(({ path, settings }) =>
    Object.entries(settings).flatMap(([name, value]) => {
      const { file, property } = splitSetting(name);
      if (file !== 'mssql' || isProtected(file, property)) return [];
      const known = isMssqlSetting(version, property.toLowerCase());
      const meant = nearest(property.toLowerCase(), mssqlSettings(version));
      return [
        ...(known
          ? []
          : [
              {
                path: fieldPath([...path, name]),
                given: show(value),
                allowed: `a key of mssql.conf that SQL Server ${version} knows, such as mssql.sqlagent.enabled or mssql.traceflag.traceflag0`,
                fix: meant ? `use mssql.${meant}` : 'remove it; what is no key of mssql.conf is set by T-SQL (sp_configure)',
              },
            ]),
        ...(/[\r\n]/.test(value)
          ? [{ path: fieldPath([...path, name]), given: show(value), allowed: 'a value of one line', fix: 'remove the line break' }]
          : []),
      ];
    }),
  );
}
