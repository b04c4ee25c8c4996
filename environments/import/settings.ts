import { isMssqlSetting } from '../mssql-settings';
import { show } from '../problem';
import { type FileAlias, fileAliases } from '../schema/settings';
import { isResourceName } from '../schema/resources';
import { type ServiceName, serviceNames } from '../schema/services';
import { isProtected, splitSetting } from '../settings';
import type { Finding, Translation } from './finding';
import { type Entry, type Path, type Profile, isEmpty } from './profile';
import type { Setting, SettingFinding } from './setting';
import { settingRules } from './setting-rules';

/** Properties of files, in three scopes. */
export function translateSettings(translation: Translation): Finding[] {
  return settingsOf(translation.profile).flatMap(({ entry, ...setting }) => {
    if (setting.scope.length === 0) {
      const how = `${String(entry.path[2])} has no settings of its own here`;
      return [{ outcome: 'no counterpart' as const, entries: [entry], how }];
    }
    return translateSetting(translation, setting).map((finding) => ({ ...finding, entries: [entry] }));
  });
}

function translateSetting(translation: Translation, setting: Setting): SettingFinding[] {
  for (const { name, become } of settingRules) {
    const match = name.exec(setting.name);
    const found = match && become(setting, translation, match.slice(1));
    if (found) return found;
  }
  return [ofFile(setting)];
}

function ofFile({ name, value, scope }: Setting): SettingFinding {
  const { file, property } = splitSetting(name);
  if (!(fileAliases as readonly string[]).includes(file)) {
    return { outcome: 'no counterpart', how: `there is no file of this name; there are ${fileAliases.join(', ')}` };
  }
  if (isProtected(file as FileAlias, property)) {
    return { outcome: 'no counterpart', how: 'follows from the rest of the environment' };
  }
  if (file === 'mssql' && !isMssqlSetting('2025', property.toLowerCase())) {
    return {
      outcome: 'no counterpart',
      how: 'no key of mssql.conf, which is all that is set here; other options are set by T-SQL (sp_configure)',
    };
  }
  return { outcome: 'taken over', to: [...scope, name], value, how: '' };
}

/** All settings of `profile`. */
export function settingsOf(profile: Profile): (Setting & { entry: Entry })[] {
  return profile.flatMap((entry) => {
    const start = entry.path.indexOf('settings');
    const names = entry.path.slice(start + 1).map(String);
    if (start === -1 || names.length === 0 || (isEmpty(entry.value) && typeof entry.value === 'object')) return [];
    const scope = scopeOf(entry.path.slice(0, start));
    return scope ? [{ entry, scope, name: settingName(names), value: textOf(entry.value) }] : [];
  });
}

/** Services that settings of a resource, or of the whole cluster, were grouped by. */
const groups: ReadonlySet<string> = new Set([...serviceNames, 'control', 'controller', 'app', 'bdc', 'ElasticSearch']);

function settingName(names: readonly string[]): string {
  const [first, ...rest] = names;
  return rest.length > 0 && groups.has(first!) ? rest.join('.') : names.join('.');
}

/** Where settings stand in an environment that stand in `holder` of a profile; nowhere if that has none. */
function scopeOf(holder: Path): Path | undefined {
  const [spec, kind, name, inner] = holder;
  if (spec !== 'spec') return undefined;
  if (kind === undefined) return ['settings'];
  if (kind === 'services' && holder.length === 3) {
    return serviceNames.includes(name as ServiceName) ? ['services', name!, 'settings'] : [];
  }
  if (kind === 'resources' && inner === 'spec' && holder.length === 4) {
    return isResourceName(String(name)) ? ['resources', name!, 'settings'] : undefined;
  }
  return undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : show(value);
}
