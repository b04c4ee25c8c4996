import { agAgent } from './ag-agent/contract';
import { hadoop } from './hadoop/contract';
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

/** The product's own images that are built here; their tags follow from their files. */
export const contracts = { hadoop } as const;

export type ImageName = keyof typeof contracts | 'agAgent';

/** Own images in the registry folder `repository`, each with the tag of its version and content. */
export function catalogue(repository: string): Readonly<Record<ImageName, Image>> {
  return {
    hadoop: { repository: `${repository}/${hadoop.name}`, tag: tags.hadoop },
    agAgent: { repository: `${repository}/${agAgent.name}`, tag: agAgent.version },
  };
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
