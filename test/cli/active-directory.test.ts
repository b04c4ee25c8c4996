import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inDomain } from '../environments/realm';
import { runBdc } from './run-bdc';

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'bdc-domain-'));
  writeFileSync(join(directory, 'mine.json'), JSON.stringify(inDomain));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const plan = (...args: string[]) => runBdc(directory, 'plan', '--active-directory', ...args);

test('tells people what to prepare', () => {
  const { status, stdout } = plan('mine.json');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^in-domain: \d+ accounts in OU=bdc,DC=contoso,DC=local, realm CONTOSO\.LOCAL\n\nACCOUNT +LOGS IN AS/);
  expect(stdout).toMatch(/^MSSQLSvc\/sql\.bdc\.contoso\.local:31433 +bdc-sqmp$/m);
});

test('tells programs the same', () => {
  const { accounts, domain } = JSON.parse(plan('mine.json', '--output', 'json').stdout);
  expect(domain).toBe('contoso.local');
  expect(accounts.map(({ name }: { name: string }) => name)).toContain('bdc-hdnn-1');
});

test('an environment in no domain is a problem', () => {
  const { status, stdout, stderr } = plan('local');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^error: local: realm\n/);
});
