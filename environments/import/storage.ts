import * as z from 'zod';
import { show } from '../problem';
import { type PoolType, poolTypeOf, pools, singletons } from '../schema/resources';
import { valueAt } from '../schema/parse';
import { type Finding, type Translation } from './finding';
import { type Entry, type Profile, entryAt, isEmpty, namesBelow } from './profile';

/**
 * Storage classes of clouds that are gone or renamed, by the beginning of the name of the built-in environment.
 *
 * @see https://learn.microsoft.com/azure/aks/concepts-storage#storage-classes
 */
const renamedClasses: readonly { environments: RegExp; names: Readonly<Record<string, string | undefined>> }[] = [
  { environments: /^aks-/, names: { default: undefined, 'managed-premium': 'managed-csi-premium' } },
  { environments: /^aro-/, names: { default: undefined, 'managed-premium': 'managed-csi' } },
];

const volumes = ['data', 'logs'] as const;

/** Sizes and classes of volumes: those of control.json are for all resources that do not say otherwise. */
export function translateStorage(translation: Translation): Finding[] {
  const { profile } = translation;
  const resources = namesBelow(profile, 'spec', 'resources').map(String);
  return [
    ...classes(translation),
    ...volumes.flatMap((volume) => [
      ...sizes(profile, ['spec', 'storage', volume], ['storage', volume]),
      ...fixed(profile, ['spec', 'storage', volume]),
    ]),
    ...resources.flatMap((name) => volumes.flatMap((volume) => ofResource(translation, name, volume))),
  ];
}

function classes({ profile, environment, base }: Translation): Finding[] {
  const entries = volumes.flatMap((volume) => {
    const entry = entryAt(profile, 'spec', 'storage', volume, 'className');
    return entry ? [{ volume, entry, value: renamed(base, entry.value) }] : [];
  });
  const named = entries.filter(({ entry }) => !isEmpty(entry.value));
  const same = named.every(({ value }) => value === named[0]!.value);
  const current = valueAt(environment, ['platform', 'storageClass']);
  return entries.map(({ volume, entry, value }) => {
    const to = same || named.length < 2 ? ['platform', 'storageClass'] : ['storage', volume, 'className'];
    if (isEmpty(entry.value)) {
      return {
        outcome: 'expressed differently',
        entries: [entry],
        to: ['platform', 'storageClass'],
        how: current === undefined ? 'empty: the default class of the Kubernetes cluster' : `empty: ${show(current)}, as in ${base}`,
      };
    }
    const how =
      value === entry.value
        ? 'said once for data and logs'
        : `Azure has disks of its CSI driver now: ${value === undefined ? 'the class that the platform has unless it is said' : show(value)}`;
    return {
      outcome: value === entry.value && to[0] === 'storage' ? 'taken over' : 'expressed differently',
      entries: [entry],
      to,
      ...(value === undefined || value === current ? {} : { value }),
      how: to[0] === 'storage' && value === entry.value ? '' : how,
    };
  });
}

function renamed(base: string, given: unknown): unknown {
  const names = renamedClasses.find(({ environments }) => environments.test(base))?.names ?? {};
  return typeof given === 'string' && Object.hasOwn(names, given) ? names[given] : given;
}

function ofResource({ profile, base }: Translation, name: string, volume: 'data' | 'logs'): Finding[] {
  const from = ['spec', 'resources', name, 'spec', 'storage', volume];
  const className = entryAt(profile, ...from, 'className');
  if (!volumesOf(name).includes(volume)) {
    return ['className', 'size', 'accessMode', 'usePersistentVolume'].flatMap((field) => {
      const entry = entryAt(profile, ...from, field);
      return entry ? [none(entry, `${name} keeps no ${volume} on a volume here`)] : [];
    });
  }
  const to = ['resources', name, 'storage', volume];
  return [
    ...(className && isEmpty(className.value) ? [none(className, 'empty: the class of all volumes')] : []),
    ...(className && !isEmpty(className.value)
      ? [
          {
            outcome: renamed(base, className.value) === className.value ? ('taken over' as const) : ('expressed differently' as const),
            entries: [className],
            to: [...to, 'className'],
            ...(renamed(base, className.value) === undefined ? {} : { value: renamed(base, className.value) }),
            how: renamed(base, className.value) === className.value ? '' : 'Azure has disks of its CSI driver now',
          },
        ]
      : []),
    ...sizes(profile, from, to),
    ...fixed(profile, from),
  ];
}

/** Volumes that a resource of this name has, from its schema. */
function volumesOf(name: string): string[] {
  const type: PoolType | undefined = poolTypeOf(name);
  const schema = type ? pools[type] : (singletons.shape as Record<string, z.ZodOptional<z.ZodObject>>)[name]?.unwrap();
  const storage = (schema?.shape as Record<string, z.ZodType> | undefined)?.storage;
  return storage ? Object.keys(storage.parse(undefined) as object) : [];
}

function sizes(profile: Profile, from: readonly string[], to: readonly string[]): Finding[] {
  const entry = entryAt(profile, ...from, 'size');
  if (!entry) return [];
  if (isEmpty(entry.value)) return [none(entry, 'empty: there is nothing in it')];
  const value = wholeBinary(entry.value);
  return [
    {
      outcome: value === entry.value ? 'taken over' : 'expressed differently',
      entries: [entry],
      to: [...to, 'size'],
      value,
      how: value === entry.value ? '' : 'the next whole Gi',
    },
  ];
}

const units: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  '': 1,
};

/** Kubernetes takes more forms of a size than an environment does. */
function wholeBinary(given: unknown): unknown {
  const [, amount, unit] = /^(\d{1,15}(?:\.\d{1,6})?)(Ki|Mi|Gi|Ti|k|M|G|T|)$/.exec(String(given)) ?? [];
  if (amount === undefined || unit === undefined || /^[1-9]\d*(Mi|Gi|Ti)$/.test(String(given))) return given;
  return `${Math.max(1, Math.ceil((Number(amount) * units[unit]!) / 2 ** 30))}Gi`;
}

function fixed(profile: Profile, from: readonly string[]): Finding[] {
  const accessMode = entryAt(profile, ...from, 'accessMode');
  const persistent = entryAt(profile, ...from, 'usePersistentVolume');
  return [
    ...(accessMode ? [none(accessMode, 'every volume belongs to one pod: ReadWriteOnce')] : []),
    ...(persistent ? [none(persistent, 'everything that is to be kept is on persistent volumes')] : []),
  ];
}

function none(entry: Entry, how: string): Finding {
  return { outcome: 'no counterpart', entries: [entry], how };
}
