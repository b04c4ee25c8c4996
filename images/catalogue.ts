import { agAgent } from './ag-agent/contract';
import { appProxy } from './app-proxy/contract';
import { appRuntime } from './app-runtime/contract';
import { controller } from './controller/contract';
import { database } from './database/contract';
import { gateway } from './gateway/contract';
import { hadoop } from './hadoop/contract';
import { kdc } from './kdc/contract';
import { mlflow } from './mlflow/contract';
import { notebooks } from './notebooks/contract';
import { s3 } from './s3/contract';
import { spark } from './spark/contract';
import tags from './tags.json';

/** An image as a container names it. */
export interface Image {
  /** Registry, folders and name, such as `registry.example.com/data/hadoop`. */
  readonly repository: string;

  /** Version; together with the digest it may be left to the digest alone. */
  readonly tag: string;

  /**
   * `sha256:…` of the manifest; the tag then only tells people what it is.
   *
   * @default - the tag alone decides
   */
  readonly digest?: string;
}

/** The product's own images. */
export const contracts = {
  agAgent,
  appProxy,
  appRuntime,
  controller,
  database,
  gateway,
  hadoop,
  kdc,
  mlflow,
  notebooks,
  s3,
  spark,
} as const;

export type ImageName = keyof typeof contracts;

/** Tags of the images that are built here: version and content. */
const builtTags: Readonly<Record<string, string>> = tags;

/**
 * Own images in the registry folder `repository`.
 *
 * A tag names version and content; of an image that is an agreement alone so far it is the version.
 *
 * @param digests by name of the image
 */
export function catalogue(repository: string, digests: Readonly<Record<string, string>> = {}): Readonly<Record<ImageName, Image>> {
  const images = Object.entries(contracts).map(([key, { name, version }]) => [
    key,
    { repository: `${repository}/${name}`, tag: builtTags[name] ?? version, digest: digests[name] },
  ]);
  return Object.fromEntries(images);
}

/** Tags of Microsoft's image of SQL Server, by version; public projects use them, nobody has pulled them here. */
const sqlServerTags = {
  '2019': '2019-CU28-ubuntu-20.04',
  '2022': '2022-CU26-ubuntu-22.04',
  '2025': '2025-CU8-ubuntu-22.04',
} as const;

/** The image of SQL Server as it was given, with the catalogue's tag of `version` if none was. */
export function sqlServerImage(
  { repository, tag, digest }: Partial<Image> & Pick<Image, 'repository'>,
  version: keyof typeof sqlServerTags,
): Image {
  return { repository, tag: tag ?? sqlServerTags[version], digest };
}

/** `image` as Kubernetes wants it: `repository:tag`, with `@digest` where there is one. */
export function imageReference({ repository, tag, digest }: Image): string {
  return digest === undefined ? `${repository}:${tag}` : `${repository}:${tag}@${digest}`;
}
