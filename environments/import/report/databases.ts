import { sqlServer } from '../../../images/sql-server/contract';
import { type Migration, type Section, commands, newAddress } from './migration';

const folder = `${sqlServer.dataDirectory}/backup`;

/** Databases of the master, and rows of the data pool. */
export function databases(migration: Migration): Section {
  const { cluster, imported, old } = migration;
  const from = old.address('sql-server-master');
  const to = newAddress(migration, 'sql-server-master');
  const group = cluster.sql?.availabilityGroup;
  const statements = imported.findings.flatMap(({ entries, statement }) =>
    statement === undefined ? [] : [`-- ${entries[0]!.places[0]!}`, statement],
  );
  return {
    title: 'Databases',
    text: [
      'Look for those that are encrypted (`is_encrypted`): their certificate `TDECertificate…` has to be backed up and restored before them.',
      '',
      commands(
        `sqlcmd -C -S ${from.host},${from.port} -U sa -Q "SELECT name, is_encrypted FROM sys.databases WHERE database_id > 4"`,
        'DATABASE=sales',
        `sqlcmd -C -S ${from.host},${from.port} -U sa -Q "BACKUP DATABASE [$DATABASE] TO DISK = N'${folder}/$DATABASE.bak' WITH COPY_ONLY, COMPRESSION, CHECKSUM"`,
        '# the primary wrote it: with several replicas look which of them has the file',
        `kubectl --context $OLD cp --namespace ${old.name} --container mssql-server master-0:${folder}/$DATABASE.bak $DATABASE.bak`,
        `kubectl --context $NEW exec --namespace ${cluster.namespace} master-0 --container sql-server -- mkdir -p ${folder}`,
        `kubectl --context $NEW cp --namespace ${cluster.namespace} --container sql-server $DATABASE.bak master-0:${folder}/$DATABASE.bak`,
        `sqlcmd -C -S ${to.host},${to.port} -U sa -Q "RESTORE DATABASE [$DATABASE] FROM DISK = N'${folder}/$DATABASE.bak' WITH CHECKSUM"`,
      ),
      ...(group
        ? [
            '',
            'The master is an availability group: restore at its primary, take a full backup in recovery model FULL, then add the database; the',
            'other replicas get it by seeding:',
            '',
            commands(
              `sqlcmd -C -S ${to.host},${to.port} -U sa -Q "ALTER DATABASE [$DATABASE] SET RECOVERY FULL; BACKUP DATABASE [$DATABASE] TO DISK = N'${folder}/$DATABASE.full.bak'; ALTER AVAILABILITY GROUP [${group.name}] ADD DATABASE [$DATABASE]"`,
            ),
          ]
        : []),
      '',
      'Not in a backup of a database:',
      '',
      '- logins (with their SIDs), jobs, linked servers, credentials: script them out of `master` and `msdb`;',
      '- rows of external tables over `SqlDataPool`: they are in the data pool. Copy them into tables before the backup',
      '  (`SELECT * INTO dbo.sales_rows FROM dbo.sales_data_pool`), and spread them again afterwards;',
      '- files behind external tables over `SqlStoragePool`: they are in HDFS.',
      '',
      '`sqldatapool://`, `sqlhdfs://` and `sqlcomputepool://` are unknown to SQL Server since 2022: drop the external data sources and tables',
      'with these locations, and make those anew over S3 or the views of the data pool.',
      ...(statements.length > 0
        ? ['', 'Options of the old instances that are no keys of `mssql.conf`:', '', '```sql', ...statements, '```']
        : []),
    ].join('\n'),
  };
}
