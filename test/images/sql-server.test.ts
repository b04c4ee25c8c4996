import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sqlServer } from '../../images/sql-server/contract';

/** A root directory in which the start command finds its files, and a program in the place of SQL Server. */
let root: string;

function put(path: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content, { mode });
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');

function start([program, flags, script]: readonly [string, string, string] = sqlServer.start) {
  return spawnSync(program, [flags, script.replaceAll(/\/(etc|var|opt)\//g, `${root}/$1/`)], { encoding: 'utf8', timeout: 20_000 });
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sql-server-'));
  put('/etc/mssql/mssql.conf', 'generated');
  put('/var/run/secrets/sql-tls/ca.crt', 'root', 0o440);
  put('/opt/mssql/bin/sqlservr', '#!/bin/sh\necho "sqlservr is process $$"\n', 0o755);
});

afterEach(() => rmSync(root, { recursive: true }));

test('SQL Server takes the place of the shell, with its configuration and the root certificate in its volume', () => {
  const { pid, status, stdout } = start();
  expect({ status, stdout }).toEqual({ status: 0, stdout: `sqlservr is process ${pid}\n` });
  expect(read('/var/opt/mssql/mssql.conf')).toBe('generated');
  expect(read('/var/opt/mssql/security/ca-certificates/big-data-cluster.crt')).toBe('root');
  expect(existsSync(join(root, '/var/opt/mssql/secrets'))).toBe(false);
});

test('a new start takes the new configuration and keeps the old machine key', () => {
  put('/var/run/secrets/sql-machine-key/machine-key', 'first', 0o440);
  start();
  put('/etc/mssql/mssql.conf', 'changed');
  put('/var/run/secrets/sql-machine-key/machine-key', 'second', 0o440);
  expect(start().status).toBe(0);
  expect([read('/var/opt/mssql/mssql.conf'), read('/var/opt/mssql/secrets/machine-key')]).toEqual(['changed', 'first']);
  expect(statSync(join(root, '/var/opt/mssql/secrets/machine-key')).mode & 0o777).toBe(0o600);
});

test('the launcher of scripts runs beside SQL Server, and again when it ends', () => {
  // The third time it ends the loop that starts it, which in a pod ends with SQL Server.
  put('/opt/mssql/bin/launchpadd', '#!/bin/sh\necho "$@" >>"$0.log"\n[ "$(wc -l <"$0.log")" -lt 3 ] || kill $PPID\n', 0o755);
  put(
    '/opt/mssql/bin/sqlservr',
    '#!/bin/sh\nuntil [ "$(grep -c . "${0%/*}/launchpadd.log")" = 3 ]; do sleep 0.05; done\necho served\n',
    0o755,
  );
  expect(start(sqlServer.startWithScripts)).toMatchObject({ status: 0, stdout: 'served\n' });
  expect(read('/opt/mssql/bin/launchpadd.log')).toBe('-usens=false\n'.repeat(3));
}, 30_000);

test('without a certificate it does not start', () => {
  rmSync(join(root, '/var/run/secrets/sql-tls/ca.crt'));
  expect(start()).toMatchObject({ status: 1, stdout: '' });
});
