import { resolveEndpoints } from '../endpoints';
import { platformOf } from '../platforms';
import { type Problem, fieldPath, nearest, show } from '../problem';
import type { EndpointName } from '../schema/endpoints';
import { parseEnvironment } from '../schema/parse';
import type { Draft, Finding, Translation } from './finding';
import { type Entry, type Path, type Profile, isEmpty, startsWith } from './profile';

/** Names of the endpoints, then and now. */
export const endpointNames: Readonly<Record<string, EndpointName>> = {
  Controller: 'controller',
  ServiceProxy: 'mgmtproxy',
  Knox: 'gateway',
  AppServiceProxy: 'app-proxy',
  Master: 'sql-server-master',
  MasterSecondary: 'sql-server-master-readonly',
};

/** Endpoints that only previews had. */
const formerEndpoints: Readonly<Record<string, string>> = {
  Kerberos: 'tickets are fetched from the domain, or from the KDC within the cluster',
};

/** An endpoint of the profile, wherever it stands. */
interface Door {
  readonly path: Path;
  readonly name: unknown;
  readonly entries: readonly Entry[];
}

/** All endpoints of `profile`. */
export function doorsOf(profile: Profile): Door[] {
  const inList = profile.filter(({ path }) => path.some((step, index) => step === 'endpoints' && typeof path[index + 1] === 'number'));
  const starts = inList.map(({ path }) => path.slice(0, path.indexOf('endpoints') + 2));
  const distinctStarts = starts.filter((start, index) => starts.findIndex((other) => fieldPath(other) === fieldPath(start)) === index);
  return distinctStarts.map((path) => {
    const entries = inList.filter((entry) => startsWith(entry.path, path));
    return { path, entries, name: entries.find((entry) => entry.path.at(-1) === 'name')?.value };
  });
}

/** An endpoint that the original had not either is a slip of the pen. */
export function checkEndpointNames(profile: Profile): Problem[] {
  const known = [...Object.keys(endpointNames), ...Object.keys(formerEndpoints)];
  return doorsOf(profile)
    .filter(({ name }) => typeof name !== 'string' || !known.includes(name))
    .map(({ path, name, entries }) => {
      const meant = typeof name === 'string' ? nearest(name, known) : undefined;
      return {
        path: entries.find((entry) => entry.path.at(-1) === 'name')?.places[0] ?? entries[0]?.places[0] ?? fieldPath(path),
        given: show(name),
        allowed: Object.keys(endpointNames).join(', '),
        fix: meant ? `rename it to ${meant}` : 'give it one of these names, or remove it',
      };
    });
}

/** Doors of the cluster: the same ports; how callers come in is said once if it is the same for all. */
export function translateEndpoints({ profile, environment }: Translation): Finding[] {
  const doors = doorsOf(profile);
  const known = doors.filter(({ name }) => typeof name === 'string' && Object.hasOwn(endpointNames, name));
  const former = doors.filter(({ name }) => typeof name === 'string' && Object.hasOwn(formerEndpoints, name));
  const defaults = defaultsOf(environment);
  const types = [...new Set(known.flatMap((door) => field(door, 'serviceType').map(({ value }) => value)))];
  return [
    ...former.map(({ entries, name }) => ({ outcome: 'no counterpart' as const, entries, how: formerEndpoints[String(name)]! })),
    ...known.flatMap((door) => [
      ...field(door, 'name').map((entry) => named(entry, door)),
      ...field(door, 'serviceType').flatMap((entry) => serviceType(defaults, entry, door, types)),
      ...field(door, 'port').map((entry) => port(defaults, entry, door)),
      ...field(door, 'dnsName').map((entry) => dnsName(entry, door)),
    ]),
  ];
}

function field({ entries, path }: Door, name: string): Entry[] {
  return entries.filter((entry) => entry.path.length === path.length + 1 && entry.path.at(-1) === name);
}

function endpointOf({ name }: Door): EndpointName {
  return endpointNames[String(name)]!;
}

function named(entry: Entry, door: Door): Finding {
  const to = ['endpoints', endpointOf(door)];
  return { outcome: 'expressed differently', entries: [entry], to, how: `the endpoint is called ${endpointOf(door)}` };
}

/** What endpoints are without being told; nothing if the environment is wrong already. */
function defaultsOf(environment: Draft): ReturnType<typeof resolveEndpoints> | undefined {
  const parsed = parseEnvironment({ ...environment, endpoints: {} });
  return 'problems' in parsed ? undefined : resolveEndpoints(parsed.environment, platformOf(parsed.environment));
}

type Defaults = ReturnType<typeof defaultsOf>;

function serviceType(defaults: Defaults, entry: Entry, door: Door, types: readonly unknown[]): Finding[] {
  const { value } = entry;
  const isDefault = defaults?.[endpointOf(door)].serviceType === value;
  const [to, how] =
    types.length === 1
      ? [['platform', 'exposure'], isDefault ? 'what the platform has unless it is said' : 'said once for all endpoints']
      : [['endpoints', endpointOf(door), 'serviceType'], isDefault ? 'what the platform has unless it is said' : 'not the same for all'];
  return [
    { outcome: types.length === 1 ? 'expressed differently' : 'taken over', entries: [entry], to, ...(isDefault ? {} : { value }), how },
  ];
}

function port(defaults: Defaults, entry: Entry, door: Door): Finding {
  const value = typeof entry.value === 'string' && /^\d{1,5}$/.test(entry.value) ? Number(entry.value) : entry.value;
  const isDefault = defaults?.[endpointOf(door)].port === value;
  return {
    outcome: 'taken over',
    entries: [entry],
    to: ['endpoints', endpointOf(door), 'port'],
    ...(isDefault ? {} : { value }),
    how: isDefault ? 'the port that it has unless it is said' : '',
  };
}

function dnsName(entry: Entry, door: Door): Finding {
  if (isEmpty(entry.value)) return { outcome: 'no counterpart', entries: [entry], how: 'empty: there is nothing in it' };
  const value = typeof entry.value === 'string' ? entry.value.toLowerCase() : entry.value;
  return {
    outcome: value === entry.value ? 'taken over' : 'expressed differently',
    entries: [entry],
    to: ['endpoints', endpointOf(door), 'dnsName'],
    value,
    how: value === entry.value ? '' : 'in small letters, as certificates and Kerberos need it',
  };
}
