import { type Migration, type Section, commands } from './migration';

/** Stores that were mounted into HDFS; a profile does not name them. */
export function mounts({ cluster, file }: Migration): Section {
  return {
    title: 'Mounts',
    text: [
      'Mounts were made by commands, so they are not in the profile. List them, and write each into the environment:',
      '',
      commands('azdata bdc hdfs mount status'),
      '',
      '```yaml',
      `# ${file}`,
      'mounts:',
      '  lake: { remote: "abfss://raw@account.dfs.core.windows.net/", credentials: mount-lake } # was mounted as /mounts/lake',
      '```',
      '',
      'What was in `MOUNT_CREDENTIALS` is now a Secret with a file of Hadoop, a `<property>` for each of its names:',
      '',
      commands(`kubectl --context $NEW create secret generic mount-lake --namespace ${cluster.namespace} --from-file=credentials.xml`),
      '',
      'Nothing has to be refreshed: files of the store are looked up when they are read.',
    ].join('\n'),
  };
}
