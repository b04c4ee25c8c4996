/** A generated file that is mounted into a container. */
export interface ConfigFile {
  /** File name, and key of the ConfigMap. */
  readonly name: string;

  readonly content: string;

  /**
   * Whether the process notices a change by itself, so that a new content needs no new pod.
   *
   * @default false
   */
  readonly reloaded?: boolean;

  /**
   * Where it is mounted besides, for programs that look nowhere else; there it does not follow changes.
   *
   * @default - in the directory of the process's configuration alone
   */
  readonly mountPath?: string;
}

/** Properties of a file, by name. */
export type Properties = Readonly<Record<string, string>>;

/** Entries in one order on every machine, whatever the locale. */
export function sortedEntries(properties: Properties): [string, string][] {
  return Object.entries(properties).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
