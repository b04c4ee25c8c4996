import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { runBdc } from './run-bdc';

let directory: string;
const bdc = (...args: string[]) => runBdc(directory, 'sql', ...args);

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'bdc-sql-'));
  const source = "CREATE EXTERNAL DATA SOURCE SqlDataPool WITH (LOCATION = 'sqldatapool://controller-svc/default');\nGO\n";
  writeFileSync(join(directory, 'good.sql'), `\ufeff${source}SELECT 1;\n`);
  writeFileSync(join(directory, 'bad.sql'), `${source}SELECT * FROM sys.dm_db_data_pool_nodes;\n`);
  writeFileSync(join(directory, 'open.sql'), "SELECT 'a");
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('what an instance gets is shown for sqlcmd, with the Secrets that it needs', () => {
  const { status, stdout } = bdc('show', 'kubeadm-prod', '--instance', 'data-0-1');
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^-- data-0-1: data-0-1\.data-0-svc\.kubeadm-prod\.svc\.cluster\.local,1433\n-- \$\(SQL_POOL_USERNAME\): username of the Secret sql-pool\n/,
  );
  expect(stdout).toContain('USE [master];\nGO\n');
  expect(stdout).not.toContain('LINKED');
});

test.each([
  ['json', (text: string): unknown => JSON.parse(text)],
  ['yaml', (text: string): unknown => parse(text)],
])('programs are told as %s', (format, read) => {
  expect(read(bdc('show', 'kubeadm-prod', '--instance', 'master-2', '--output', format).stdout)).toMatchObject([
    {
      instance: 'master-2',
      port: 1433,
      batches: expect.arrayContaining([
        { database: 'master', text: expect.stringContaining('ALTER AVAILABILITY GROUP [bdc] JOIN WITH (CLUSTER_TYPE = EXTERNAL);') },
      ]),
    },
  ]);
});

test('an instance that is not there is a problem', () => {
  const { status, stdout, stderr } = bdc('show', 'kubeadm-prod', '--instance', 'master-3');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('master-0, master-1, master-2');
});

test('an environment without SQL Server is a problem', () => {
  const { status, stdout, stderr } = bdc('show', 'local');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('an environment with SQL Server');
});

test('a text of the original is translated', () => {
  const { status, stdout } = bdc('translate', 'good.sql', '--environment', 'kubeadm-prod');
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: "PRINT N'SqlDataPool: the shards of the data pool are linked servers of the master';\nGO\nSELECT 1;\n",
  });
});

test('what cannot be translated is told with its line, and the rest is written', () => {
  const { status, stdout, stderr } = bdc('translate', 'bad.sql', '--environment', 'kubeadm-prod');
  expect(status).toBe(1);
  expect(stdout).toContain("PRINT N'SqlDataPool");
  expect(stderr).toContain('error: bad.sql:3\n');
});

test.each([
  ['a file that is not there', ['nowhere.sql', '--environment', 'local'], 1, 'ENOENT'],
  ['a string that does not end', ['open.sql', '--environment', 'local'], 1, 'error: open.sql:1'],
  ['no environment', ['good.sql'], 2, '--environment'],
])('%s is told', (_, args, status, message) => {
  const result = bdc('translate', ...args);
  expect(result).toMatchObject({ status, stdout: '' });
  expect(result.stderr).toContain(message);
});
