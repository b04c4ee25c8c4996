import { type Cluster, resolveCluster } from '../../resolve-cluster';
import { parseEnvironment } from '../../schema/parse';
import { doorsOf, endpointNames } from '../endpoints';
import type { Imported } from '../import-profile';
import { type Profile, entryAt, isEmpty } from '../profile';
import type { EndpointName } from '../../schema/endpoints';

/** Both clusters, as the commands of a report name them. */
export interface Migration {
  readonly imported: Imported;

  /** The new cluster. */
  readonly cluster: Cluster;

  /** File of the environment, as commands name it. */
  readonly file: string;

  readonly old: {
    /** Name of the old cluster, and of its namespace. */
    readonly name: string;

    /** Host and port of an endpoint of the old cluster. */
    readonly address: (name: EndpointName) => { readonly host: string; readonly port: number };
  };
}

/** A part of the report: a heading, and Markdown below it. */
export interface Section {
  readonly title: string;
  readonly text: string;
}

export function migrationOf(imported: Imported, file: string): Migration {
  const parsed = parseEnvironment(imported.environment);
  if ('problems' in parsed) throw new Error('an imported environment has no problems of its shape');
  const cluster = resolveCluster(parsed.environment);
  return {
    imported,
    cluster,
    file,
    old: {
      name: String(entryAt(imported.profile, 'metadata', 'name')?.value ?? cluster.name),
      address: (name) => oldAddress(imported.profile, name, cluster.endpoints[name].port),
    },
  };
}

function oldAddress(profile: Profile, name: EndpointName, defaultPort: number) {
  const door = doorsOf(profile).find((found) => endpointNames[String(found.name)] === name);
  const field = (wanted: string) => door?.entries.find(({ path }) => path.at(-1) === wanted)?.value;
  const dnsName = field('dnsName');
  return { host: isEmpty(dnsName ?? '') ? '$OLD_HOST' : String(dnsName), port: Number(field('port') ?? defaultPort) };
}

/** Host and port of an endpoint of the new cluster, until names of both lead to it. */
export function newAddress({ cluster, old }: Migration, name: EndpointName) {
  const { dnsName, port } = cluster.endpoints[name];
  return { host: dnsName === undefined || dnsName === old.address(name).host.toLowerCase() ? '$NEW_HOST' : dnsName, port };
}

/** A block of commands, as documentation shows them. */
export function commands(...lines: readonly string[]): string {
  return ['```console', ...lines.map((line) => (/^( |#)/.test(line) ? line : `$ ${line}`)), '```'].join('\n');
}

/** Rows under a heading, as Markdown. */
export function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replace(/\s+/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}
