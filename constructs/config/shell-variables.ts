import { type ConfigFile, type Properties, sortedEntries } from './config-file';

/** A file that a shell sources: a variable in each line, whose value is taken as it is. */
export function shellVariables(name: string, variables: Properties): ConfigFile {
  const lines = sortedEntries(variables).map(([variable, value]) => `export ${variable}='${value.replaceAll("'", "'\\''")}'\n`);
  return { name, content: lines.join('') };
}
