import { migrationReport } from '../../../environments/import/report/report';
import { type Json, imported, patch, profile } from './profile';

const report = migrationReport(imported(profile('kubeadm-prod'), { patches: [patch('security'), patch('endpoints')] }), 'acme.yaml');

/** The section under `title`. */
function section(text: string, title: string): string {
  return text.split(/^## \d+\. /m).find((part) => part.startsWith(title)) ?? '';
}

test('has a section for each kind of thing that does not move by itself', () => {
  expect(report.match(/^## .*/gm)).toEqual([
    '## 1. What became of the profile',
    '## 2. Databases',
    '## 3. Files of HDFS',
    '## 4. Mounts',
    '## 5. Applications',
    '## 6. Active Directory',
    '## 7. The day itself',
  ]);
});

test('tells all values: as many rows as the headings say', () => {
  for (const [, title, count] of report.matchAll(/^### (.*): (\d+)$/gm)) {
    const table = report.split(`### ${title}: ${count}`)[1]!.split(/^##/m)[0]!;
    expect({ title, rows: table.match(/^\| /gm)!.length - 2 }).toEqual({ title, rows: Number(count) });
  }
  expect(report.match(/^### /gm)).toHaveLength(4);
});

test("commands name the cluster's own endpoints; while a name leads to the old one, the new one is a variable", () => {
  expect(section(report, 'Databases')).toContain('sqlcmd -C -S mastersql-primary.contoso.local,31433 -U sa -Q "BACKUP DATABASE');
  expect(section(report, 'Databases')).toContain('sqlcmd -C -S $NEW_HOST,31433 -U sa -Q "RESTORE DATABASE');
  expect(section(report, 'Databases')).toContain('ALTER AVAILABILITY GROUP [bdc] ADD DATABASE');
  expect(section(report, 'Files')).toContain('https://gateway.contoso.local:30443/gateway/default/webhdfs/v1/$FILE?op=OPEN');
  expect(section(report, 'Files')).toContain('https://$NEW_HOST:30443/gateway/default/webhdfs/v1/$FILE?op=CREATE');
  expect(section(report, 'Files')).toContain('hdfs://nmnode-0-svc.mssql-cluster.svc.cluster.local:9000/user');
  expect(section(report, 'Applications')).toContain('https://controller.contoso.local:30080/api/v1/token');
  expect(section(report, 'Active')).toContain('| mastersql-secondary.contoso.local | sql-server-master-readonly | 31436 |');
  expect(section(report, 'Active')).toContain('sAMAccountName=mssql-cluste-*');
  expect(report).toContain('bdc validate acme.yaml');
});

test('without a domain and names', () => {
  const documents = profile('aks-dev-test', (control, { spec }: Json) => {
    control.spec.endpoints[0].port = 31080;
    spec.resources['data-0'].spec.settings = { sql: { 'mssql.degreeOfParallelism': '2' } };
  });
  const text = migrationReport(imported(documents));
  expect(section(text, 'Users')).toContain('the Secret `users`');
  expect(section(text, 'Databases')).toContain("EXEC sp_configure 'max degree of parallelism', 2;");
  expect(section(text, 'Databases')).not.toContain('AVAILABILITY GROUP');
  expect(section(text, 'Applications')).toContain('https://$OLD_HOST:31080/api/v1/app');
  expect(section(text, 'The day')).toContain('| sql-server-master | $OLD_HOST:31433 | $NEW_HOST:31433 |');
});
