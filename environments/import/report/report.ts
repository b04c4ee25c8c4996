import type { Imported } from '../import-profile';
import { applications } from './applications';
import { databases } from './databases';
import { directory } from './directory';
import { files } from './files';
import { type Migration, commands, migrationOf } from './migration';
import { mounts } from './mounts';
import { switchOver } from './switch-over';
import { values } from './values';

const sections = [values, databases, files, mounts, applications, directory, switchOver];

/** What is to be moved by hand from the cluster of a profile to that of the imported environment, as Markdown. */
export function migrationReport(imported: Imported, file = 'mine.yaml'): string {
  const migration = migrationOf(imported, file);
  return [
    `# From the big data cluster ${migration.old.name} to ${migration.cluster.name}`,
    introduction(migration),
    ...sections.map((section) => section(migration)).map(({ title, text }, index) => `## ${index + 1}. ${title}\n\n${text}`),
    '',
  ]
    .join('\n\n')
    .replace(/\n{3,}$/, '\n');
}

function introduction({ imported: { files: names, base }, cluster, file }: Migration): string {
  return [
    `Made from ${names.join(', ')}. What they do not say is as in the built-in environment \`${base.name}\`: ${base.why}.`,
    '',
    'An environment describes a cluster, not what is in it. What follows is moved by hand, while both clusters run. The commands need',
    'these variables. `OLD_HOST` and `NEW_HOST` stand where the profile has no name, or the name still leads to the old cluster: a node, or',
    'the address of the load balancer in question.',
    '',
    commands(
      'OLD=old NEW=new                        # contexts of kubectl, for the clusters that the two run in',
      'OLD_HOST=192.0.2.10 NEW_HOST=192.0.2.20',
      'OLD_USER=admin:password NEW_USER=admin:password',
      `bdc validate ${file} && bdc plan ${file}   # the Secrets and images that have to be there`,
    ),
    '',
    `Both want the namespace \`${cluster.namespace}\` and, with ports of nodes, the same ports. In one Kubernetes cluster they can run side by`,
    'side only if `namespace` and the ports in `endpoints` of the new one are others; two Kubernetes clusters need no change.',
  ].join('\n');
}
