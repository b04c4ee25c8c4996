import { catalogue } from '../images/catalogue';
import type { Environment } from './schema/environment';
import { type Settings, layerSettings } from './settings';

type Resources = Environment['resources'];

/** A pool or service with nothing left open: volumes have sizes, settings are the effective ones. */
export type Resource<Input extends Resources[keyof Resources] = Resources[keyof Resources]> = Omit<Input, 'settings' | 'storage'> & {
  /** Name of the resource, and of its workload. */
  readonly name: string;

  /** Effective settings by file. */
  readonly settings: Settings;

  /** Volumes of each pod. */
  readonly storage: { readonly data: Volume };
};

/** A persistent volume of each pod of a resource. */
export type Volume = Required<Pick<Resources['storage-0']['storage']['data'], 'size'>> & Resources['storage-0']['storage']['data'];

/** A cluster with nothing left open: frozen data that every construct and check reads. */
export type Cluster = ReturnType<typeof resolveCluster>;

/** Derives names, images and effective settings from `environment`, once. */
export function resolveCluster(environment: Environment) {
  const resolve = <Input extends Resources[keyof Resources]>(name: string, { settings, storage, ...rest }: Input): Resource<Input> => ({
    ...rest,
    name,
    settings: layerSettings(environment.settings, environment.services.hdfs.settings, settings),
    storage: {
      data: {
        size: storage.data.size ?? environment.storage.data.size,
        className: storage.data.className ?? environment.storage.data.className ?? environment.platform.storageClass,
      },
    },
  });
  return freeze({
    environment,
    name: environment.name,
    namespace: environment.namespace ?? environment.name,
    platform: environment.platform,
    images: catalogue(environment.images.repository),
    nameNode: resolve('nmnode-0', environment.resources['nmnode-0']),
    storagePool: resolve('storage-0', environment.resources['storage-0']),
  });
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}
