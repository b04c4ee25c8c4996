import { type Problem, fieldPath, show } from '../problem';
import type { Cluster } from '../resolve-cluster';
import { isProtected, settingScopes, splitSetting } from '../settings';

/** Properties that wire the cluster together are the program's alone. */
export function checkProtectedSettings({ environment }: Cluster): Problem[] {
  return settingScopes(environment).flatMap(({ path, settings }) =>
    Object.entries(settings)
      .filter(([name]) => {
        const { file, property } = splitSetting(name);
        return isProtected(file, property);
      })
      .map(([name, value]) => ({
        path: fieldPath([...path, name]),
        given: show(value),
        allowed: 'any property that does not hold an address, a directory, a principal or the topology',
        fix: 'remove it: the value follows from the rest of the environment',
      })),
  );
}
