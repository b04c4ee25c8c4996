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

/** The product's own images: the one place that knows their versions. */
export const contracts = { hadoop } as const;

export type ImageName = keyof typeof contracts;

/** Own images in the registry folder `repository`, each with the tag of its version and content. */
export function catalogue(repository: string): Readonly<Record<ImageName, Image>> {
  return { hadoop: { repository: `${repository}/${hadoop.name}`, tag: tags.hadoop } };
}

/** `image` as Kubernetes wants it: `repository:tag`, with `@digest` where there is one. */
export function imageReference({ repository, tag, digest }: Image): string {
  return digest === undefined ? `${repository}:${tag}` : `${repository}:${tag}@${digest}`;
}
