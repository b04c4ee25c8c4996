import { type ConfigFile, type Properties, sortedEntries } from './config-file';

/** A shell file that exports variables, for a command that sources it. */
export function shellVariables(name: string, variables: Properties): ConfigFile {
  const lines = sortedEntries(variables).map(([variable, value]) => `export ${variable}='${value.replaceAll("'", "'\\''")}'\n`);
  return { name, content: lines.join('') };
}
