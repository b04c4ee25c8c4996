import { type Migration, type Section, commands, markdownTable } from './migration';
import type { EndpointName } from '../../schema/endpoints';

/** The last day of the old cluster. */
export function switchOver(migration: Migration): Section {
  const { cluster, old } = migration;
  const rows = (Object.keys(cluster.endpoints) as EndpointName[]).map((name) => {
    const from = old.address(name);
    const { dnsName, port } = cluster.endpoints[name];
    return [name, `${from.host}:${from.port}`, `${dnsName ?? '$NEW_HOST'}:${port}`];
  });
  return {
    title: 'The day itself',
    text: [
      '1. Stop writers, sessions of Livy and schedules; copy the files and databases that changed since.',
      '2. Compare: rows of tables, `GETCONTENTSUMMARY` of folders, one answer of each application.',
      '3. Lead callers over. Paths behind the addresses are the same:',
      '',
      markdownTable(['endpoint', 'old', 'new'], rows),
      '',
      '4. Keep backups and volumes for as long as you may want to go back, then remove the old cluster:',
      '',
      commands(
        `kubectl --context $OLD get persistentvolumes -o name | xargs -I{} kubectl --context $OLD patch {} --patch '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`,
        `azdata bdc delete --name ${old.name}`,
      ),
    ].join('\n'),
  };
}
