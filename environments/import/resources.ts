import { type Problem, fieldPath, show } from '../problem';
import { valueAt } from '../schema/parse';
import { isResourceName, poolTypeOf, resourceNames } from '../schema/resources';
import type { Finding, Translation } from './finding';
import { type Entry, type Profile, entriesBelow, entryAt, namesBelow } from './profile';

/** Parts that every profile had, and those that the first previews did not let one say. */
const pools = ['master', 'compute-0', 'data-0', 'storage-0'];
const services = ['nmnode-0', 'sparkhead', 'gateway', 'appproxy'];

/** Parts of the original's control plane that a running cluster tells of, and what there is instead. */
const formerResources: Readonly<Record<string, string>> = {
  control: 'the controller is resources.controller',
  controlwd: 'Kubernetes watches the controller',
  controldb: 'the controller keeps its state in the Kubernetes API',
  logsdb: 'logs are lines of the containers; the platform keeps them',
  logsui: 'logs are lines of the containers; the platform keeps them',
  metricsdb: "processes tell their metrics; the platform's Prometheus keeps them",
  metricsdc: "processes tell their metrics; the platform's Prometheus keeps them",
  metricsui: "processes tell their metrics; the platform's Grafana shows them",
  mgmtproxy: 'the dashboard is part of resources.controller',
  dns: 'names of the domain are looked up by the DNS of the Kubernetes cluster',
  operator: 'an agent beside each SQL Server of the master decides which one is the primary',
};

/** Parts that are missing, and parts that services name and nothing describes. */
export function checkResources(profile: Profile, file: string, isFirstLayout: boolean): Problem[] {
  const names = namesBelow(profile, 'spec', 'resources').map(String);
  const missing = [...pools, ...(isFirstLayout ? [] : services)].filter((name) => !names.includes(name));
  return [
    ...missing.map((name) => ({
      path: `${file}: ${isFirstLayout ? 'spec.pools' : fieldPath(['spec', 'resources', name])}`,
      given: show(undefined),
      allowed: pools.includes(name) ? `the pool ${name}, which every profile has` : `${name}, which every profile has`,
      fix: 'give the whole file; what is not wanted can be left out of the environment afterwards',
    })),
    ...entriesBelow(profile, 'spec', 'services')
      .filter(({ path, value }) => path.length === 4 && path[3] === 'resources' && Array.isArray(value))
      .flatMap(({ places, value }) =>
        (value as unknown[])
          .filter((name) => !names.includes(String(name)))
          .map((name) => ({
            path: places[0]!,
            given: show(name),
            allowed: names.join(', '),
            fix: 'describe it in spec.resources, or take it out of the list',
          })),
      ),
  ];
}

/** Pools and services: the same names; those of the same type as one that is there already have its size. */
export function translateResources(translation: Translation): Finding[] {
  const { profile } = translation;
  return [
    ...namesBelow(profile, 'spec', 'resources')
      .map(String)
      .flatMap((name) => (isResourceName(name) ? resource(translation, name) : former(profile, name))),
    ...quorum(translation),
    ...lists(translation),
  ];
}

function former(profile: Profile, name: string): Finding[] {
  const how = Object.hasOwn(formerResources, name)
    ? formerResources[name]!
    : `there is no resource of this name; there are ${resourceNames.join(', ')}, and further pools with other numbers`;
  const entries = entriesBelow(profile, 'spec', 'resources', name).filter(
    ({ path }) => !path.includes('endpoints') && path.at(-1) !== 'clusterName',
  );
  return entries.map((entry) => ({ outcome: 'no counterpart', entries: [entry], how }));
}

function resource(translation: Translation, name: string): Finding[] {
  const { profile } = translation;
  const spec = ['spec', 'resources', name, 'spec'];
  const type = entryAt(profile, ...spec, 'type');
  const replicas = entryAt(profile, ...spec, 'replicas');
  return [
    ...entriesBelow(profile, 'spec', 'resources', name, 'metadata').map((entry) => ({
      outcome: 'no counterpart' as const,
      entries: [entry],
      how: 'a pool has the name that it stands under',
    })),
    ...newPool(translation, name),
    ...(type
      ? [
          poolTypeOf(name) || name === 'master'
            ? { outcome: 'taken over' as const, entries: [type], to: ['resources', name, 'type'], value: type.value, how: '' }
            : { outcome: 'no counterpart' as const, entries: [type], how: 'pools alone have a type' },
        ]
      : []),
    ...(replicas ? replicasOf(translation, name, replicas) : []),
  ];
}

function newPool({ profile, environment }: Translation, name: string): Finding[] {
  const type = poolTypeOf(name);
  if (type === undefined || valueAt(environment, ['resources', name]) !== undefined) return [];
  const model = type === 'Spark' ? 'storage-0' : `${type.toLowerCase()}-0`;
  const { cpu, memory, sparkCpu, sparkMemory, ...rest } = valueAt(environment, ['resources', model]) as Record<string, unknown>;
  const value = type === 'Spark' ? { type, cpu: sparkCpu, memory: sparkMemory } : { ...rest, type, cpu, memory, sparkCpu, sparkMemory };
  const said = entryAt(profile, 'spec', 'resources', name, 'spec', 'replicas') ? {} : { replicas: 1 };
  return [
    {
      outcome: 'not in the profile',
      entries: [],
      to: ['resources', name],
      value: JSON.parse(JSON.stringify({ ...value, ...said })),
      how: type === 'Spark' ? `CPU and memory as the NodeManagers in ${model}` : `CPU and memory as ${model}`,
    },
  ];
}

const mostMasters = 3;

function replicasOf({ environment, base }: Translation, name: string, entry: Entry): Finding[] {
  const value = typeof entry.value === 'string' && /^\d{1,4}$/.test(entry.value) ? Number(entry.value) : entry.value;
  const to = ['resources', name, 'replicas'];
  const built = valueAt(environment, to);
  if (name === 'zookeeper' && value === 0) {
    const how = 'no quorum: the resource is left out';
    return [{ outcome: 'expressed differently', entries: [entry], to: ['resources', name], value: undefined, how }];
  }
  if ((name === 'gateway' || name === 'appproxy') && value === 1 && typeof built === 'number' && built > 1) {
    return [
      { outcome: 'expressed differently', entries: [entry], to, how: `it could not be more than 1; here it can, ${built} as in ${base}` },
    ];
  }
  if (name === 'master' && typeof value === 'number' && value > mostMasters) {
    const how = `not more than ${mostMasters} replicas have data, all of them synchronous`;
    return [{ outcome: 'expressed differently', entries: [entry], to, value: mostMasters, how }];
  }
  return [{ outcome: 'taken over', entries: [entry], to, value, how: '' }];
}

/** Without a second head nothing asks the quorum. */
function quorum({ profile, environment }: Translation): Finding[] {
  const said = entriesBelow(profile, 'spec', 'resources', 'zookeeper').length > 0;
  const several = ['nmnode-0', 'sparkhead'].some((name) => {
    const replicas = entryAt(profile, 'spec', 'resources', name, 'spec', 'replicas')?.value;
    return replicas !== undefined && Number(replicas) !== 1;
  });
  if (said || several || valueAt(environment, ['resources', 'zookeeper']) === undefined) return [];
  const to = ['resources', 'zookeeper'];
  return [{ outcome: 'not in the profile', entries: [], to, value: undefined, how: 'every head is there once' }];
}

/** Which parts a service runs in follows from the parts. */
function lists({ profile }: Translation): Finding[] {
  return entriesBelow(profile, 'spec', 'services')
    .filter(({ path }) => path[3] === 'resources')
    .map((entry) => ({
      outcome: 'expressed differently',
      entries: [entry],
      to: ['resources'],
      how:
        entry.path[2] === 'sql' && Array.isArray(entry.value) && entry.value.some((name) => poolTypeOf(String(name)) === 'Storage')
          ? 'follows from resources; files of HDFS are read by S3 now, so SQL Server in the storage pool is there only with its includeSql'
          : 'follows from resources',
    }));
}
