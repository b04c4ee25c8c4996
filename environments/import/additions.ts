import { show } from '../problem';
import { valueAt } from '../schema/parse';
import { isRecord } from './documents';
import type { Finding, Translation } from './finding';
import { entryAt, namesBelow } from './profile';
import { settingsOf } from './settings';

/** Parts that the original had not, or had within others. */
const newResources: Readonly<Record<string, string>> = {
  controller: 'the control plane was the same for everybody, and no profile described it',
  database: 'PostgreSQL for the metastore and MLflow; the metastore had a database in the master',
  kdc: 'the realm of the cluster has its own KDC',
  mlflow: 'the tracking server of MLflow',
  notebooks: 'notebooks in the browser',
};

/** What no profile says, and where it is from. */
export function translateAdditions({ profile, environment, base }: Translation): Finding[] {
  const edition = settingsOf(profile).some(({ name }) => name.endsWith('licensing.pid'));
  const said = new Set(namesBelow(profile, 'spec', 'resources'));
  const resources = isRecord(environment.resources) ? Object.keys(environment.resources) : [];
  const missing = ['docker', 'storage', 'endpoints'].filter((part) => namesBelow(profile, 'spec', part).length === 0);
  return [
    added(['acceptEula'], 'false until you have read the licence terms of SQL Server; without it no SQL Server starts'),
    added(['sql', 'version'], 'SQL Server 2019 with its pools is retired'),
    ...(edition
      ? []
      : [
          added(
            ['sql', 'edition'],
            `${show(valueAt(environment, ['sql', 'edition']))} as in ${base}, a matter of your licences; without a word the original took Developer`,
          ),
        ]),
    ...(entryAt(profile, 'spec', 'docker', 'registry')
      ? []
      : [added(['images', 'sqlServer', 'repository'], 'say in which registry the image of SQL Server is')]),
    ...(missing.length > 0 ? [added([], `nothing of control.json about ${missing.join(', ')}: as in ${base}`)] : []),
    ...(environment.production === true ? [added(['production'], `as in ${base}`)] : []),
    added(['resources'], `cpu and memory are those of ${base}; the original had no requests`),
    ...resources
      .filter((name) => Object.hasOwn(newResources, name) && !said.has(name))
      .map((name) => added(['resources', name], newResources[name]!)),
  ];
}

function added(to: readonly string[], how: string): Finding {
  return { outcome: 'not in the profile', entries: [], to, how };
}
