import { type Problem, show } from '../problem';
import type { SourceDocument } from './profile';

/** What a file of a profile is: one of the two of the released versions, both in one, or the one of the first previews. */
export type DocumentKind = 'control' | 'bdc' | 'single';

const bothFiles = 'control.json and bdc.json of a profile, or one file with what both say';

/** The kind of a document that looks like a profile at all. */
export function kindOf({ content }: SourceDocument): DocumentKind | undefined {
  if (!isRecord(content) || !isRecord(content.spec)) return undefined;
  const { spec } = content;
  if ('pools' in spec || 'controlPlane' in spec) return 'single';
  if ('resources' in spec || 'services' in spec) return 'bdc';
  return 'docker' in spec || 'endpoints' in spec || 'storage' in spec || 'settings' in spec ? 'control' : undefined;
}

/** All that keeps `documents` from being one profile. */
export function checkDocuments(documents: readonly SourceDocument[]): Problem[] {
  const problems = documents.flatMap(checkDocument);
  if (problems.length > 0) return problems;

  const kinds = documents.map(kindOf);
  if (!kinds.some((kind) => kind === 'bdc' || kind === 'single')) {
    return [
      {
        path: documents.map(({ file }) => file).join(', '),
        given: 'no pools',
        allowed: bothFiles,
        fix: 'give bdc.json of the same profile as well',
      },
    ];
  }
  const twice = documents.filter((_, index) => kinds.indexOf(kinds[index]) !== index);
  const tooMany = documents.length > 2 || (documents.length > 1 && kinds.includes('single')) ? documents.slice(1) : [];
  return [
    ...(twice.length > 0 ? twice : tooMany).map(({ file }) => ({
      path: file,
      given: `another file of the kind of ${documents[0]!.file}`,
      allowed: bothFiles,
      fix: 'leave one of them out',
    })),
    ...differentNames(documents),
  ];
}

function checkDocument(document: SourceDocument): Problem[] {
  const { file, content } = document;
  if (!isRecord(content)) {
    return [{ path: file, given: show(content), allowed: bothFiles, fix: 'give a file of a profile' }];
  }
  const { apiVersion, kind, metadata } = content;
  const metadataKind = isRecord(metadata) ? metadata.kind : undefined;
  if (kind !== undefined || (typeof apiVersion === 'string' && apiVersion.includes('/'))) {
    return [
      {
        path: `${file}: ${kind === undefined ? 'apiVersion' : 'kind'}`,
        given: show(kind ?? apiVersion),
        allowed: 'a profile of SQL Server Big Data Clusters; this is one of another product, such as an Arc data controller',
        fix: 'give control.json and bdc.json of a big data cluster',
      },
    ];
  }
  return [
    ...(apiVersion === 'v1'
      ? []
      : [{ path: `${file}: apiVersion`, given: show(apiVersion), allowed: '"v1"', fix: 'set it: all releases had v1' }]),
    ...(metadataKind === 'Cluster' || metadataKind === 'BigDataCluster'
      ? []
      : [
          {
            path: `${file}: metadata.kind`,
            given: show(metadataKind),
            allowed: '"Cluster" in control.json, "BigDataCluster" in bdc.json',
            fix: 'correct it',
          },
        ]),
    ...(kindOf(document) ? expectedKind(document, metadataKind) : [noSpec(document)]),
  ];
}

function noSpec({ file, content }: SourceDocument): Problem {
  return {
    path: `${file}: spec`,
    given: show((content as Record<string, unknown>).spec),
    allowed: 'what control.json (docker, storage, endpoints) or bdc.json (resources, services) describes',
    fix: 'give a whole file of a profile',
  };
}

function expectedKind(document: SourceDocument, given: unknown): Problem[] {
  const kind = kindOf(document);
  const expected = kind === 'control' ? 'Cluster' : 'BigDataCluster';
  if (kind === 'single' || (given !== 'Cluster' && given !== 'BigDataCluster') || given === expected) return [];
  return [
    {
      path: `${document.file}: metadata.kind`,
      given: show(given),
      allowed: `${show(expected)} for what stands in spec`,
      fix: 'correct it: the contents of two files may have been mixed up',
    },
  ];
}

function differentNames(documents: readonly SourceDocument[]): Problem[] {
  const [first, second] = documents.map(({ file, content }) => ({ file, name: nameOf(content) }));
  if (!first || !second || first.name === second.name || second.name === undefined) return [];
  return [
    {
      path: `${second.file}: metadata.name`,
      given: show(second.name),
      allowed: `${show(first.name)}, as in ${first.file}`,
      fix: 'give both files of one profile, or make the names the same',
    },
  ];
}

function nameOf(content: unknown): unknown {
  return isRecord(content) && isRecord(content.metadata) ? content.metadata.name : undefined;
}

/** Whether `value` is a map of JSON. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
