import { type Migration, type Section, commands, newAddress } from './migration';

/** Files of HDFS, through both gateways. */
export function files(migration: Migration): Section {
  const { cluster, old } = migration;
  const gateway = (address: { host: string; port: number }) => `https://${address.host}:${address.port}/gateway/default/webhdfs/v1`;
  const from = gateway(old.address('gateway'));
  const to = gateway(newAddress(migration, 'gateway'));
  return {
    title: 'Files of HDFS',
    text: [
      'How much there is, folder by folder:',
      '',
      commands(`curl -skL -u "$OLD_USER" "${from}/?op=LISTSTATUS"`, `curl -skL -u "$OLD_USER" "${from}/user?op=GETCONTENTSUMMARY"`),
      '',
      'A file, through both gateways and without a copy on this machine:',
      '',
      commands(
        'FILE=user/hive/warehouse/sales/part-00000.parquet',
        `curl -skL -u "$OLD_USER" "${from}/$FILE?op=OPEN" |`,
        `    curl -sk -u "$NEW_USER" -T - -H 'Content-Type: application/octet-stream' "${to}/$FILE?op=CREATE&overwrite=true&data=true"`,
        `curl -sk -u "$NEW_USER" "${to}/$FILE?op=GETFILESTATUS"   # compare the length`,
      ),
      ...(cluster.realm?.kind === 'activeDirectory'
        ? ['', 'With tickets in the place of passwords: `--negotiate -u :` instead of `-u`.']
        : []),
      '',
      'Much data is copied in parallel by the old cluster, which has MapReduce: `hadoop distcp` from its NameNode pod. NameNode and',
      'DataNodes of the new cluster have to be reachable for it, so allow that by a NetworkPolicy of your own for as long as it takes:',
      '',
      commands(
        `kubectl --context $OLD exec --namespace ${old.name} nmnode-0-0 --container hadoop --`,
        `    hadoop distcp -update -p hdfs:///user hdfs://nmnode-0-svc.${cluster.namespace}.svc.${cluster.platform.clusterDomain}:9000/user`,
      ),
      '',
      'Leave out `/system`, `/tmp` and logs of applications. Files of `/securelake` come decrypted, and here there is no encryption zone.',
      'Names of tables are in the metastore: `SHOW CREATE TABLE` there, run the statements here.',
    ].join('\n'),
  };
}
