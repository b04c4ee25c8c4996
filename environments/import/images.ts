import type { Finding, Translation } from './finding';
import { type Entry, type Profile, entryAt } from './profile';

/** Folder that the images of the original had in its public registry. */
const originalRepository = 'mssql/bdc';

const registryForm = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[\w./-]*[\w])?$/;

/** Where images come from: the registry stays, the images are others. */
export function translateImages({ profile }: Translation): Finding[] {
  return [
    ...fieldOf(profile, 'registry').flatMap((entry, index) => (index === 0 ? registry(entry, repositoryOf(profile)) : again(entry))),
    ...fieldOf(profile, 'repository').map((entry) =>
      none(entry, "the images are others: the product's own are in images.repository, SQL Server in images.sqlServer"),
    ),
    ...fieldOf(profile, 'imageTag').map((entry) =>
      none(entry, 'its images are retired; tags follow from the content of the images, and from sql.version'),
    ),
    ...fieldOf(profile, 'imagePullPolicy').map((entry) =>
      none(entry, 'a tag never gets another content here, so an image that is there is the right one'),
    ),
  ];
}

/** A running cluster tells the images of every resource. */
function fieldOf(profile: Profile, field: string): Entry[] {
  const first = entryAt(profile, 'spec', 'docker', field);
  const others = profile.filter(({ path }) => path[1] === 'resources' && path.at(-2) === 'docker' && path.at(-1) === field);
  return [...(first ? [first] : []), ...others];
}

function repositoryOf(profile: Profile): unknown {
  return fieldOf(profile, 'repository')[0]?.value ?? originalRepository;
}

function registry(entry: Entry, repository: unknown): Finding[] {
  const { value } = entry;
  if (typeof value !== 'string' || !registryForm.test(value)) {
    return [none(entry, 'not the address of a registry: say in images.sqlServer.repository where the image of SQL Server is')];
  }
  return [
    {
      outcome: 'expressed differently',
      entries: [entry],
      to: ['images', 'sqlServer', 'repository'],
      value: `${value}/mssql/server`,
      how: 'the image of SQL Server is expected in the same registry',
    },
    ...(repository === originalRepository
      ? []
      : [
          {
            outcome: 'expressed differently' as const,
            entries: [entry],
            to: ['images', 'repository'],
            value: `${value}/big-data-cluster`,
            how: "a registry of your own: push the product's own images there; if it needs a login, name the Secret in images.pullSecret",
          },
        ]),
  ];
}

function again(entry: Entry): Finding[] {
  return [none(entry, 'one registry for all parts')];
}

function none(entry: Entry, how: string): Finding {
  return { outcome: 'no counterpart', entries: [entry], how };
}
