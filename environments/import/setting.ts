import { valueAt } from '../schema/parse';
import type { Finding, Translation } from './finding';
import type { Path } from './profile';

/** A property that the profile sets. */
export interface Setting {
  /** `<file>.<property>`, or a name that no file has. */
  readonly name: string;

  readonly value: string;

  /** The place of the environment that its scope has: `['services', 'hdfs', 'settings']`. */
  readonly scope: Path;
}

/** What became of a setting; the scope is that of the setting. */
export type SettingFinding = Omit<Finding, 'entries'>;

/** What the environment sets for `setting` already. */
export function currentValue({ environment }: Translation, { name, scope }: Setting): unknown {
  return valueAt(environment, [...scope, name]);
}
