import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { version } from '../../package.json';
import { type Facts, broken, mayBreak, publicApi, readFacts, writeFacts } from './public-api';

/** As it was last recorded. */
const record = join(__dirname, 'record');

const howToAccept = `What others rely on would break. If that is meant: raise the major version in package.json (the minor one as long as the major is 0),
tell users in the release what to do, and record it with npm run public-api.`;

const now = publicApi();

/** Everything that held in the record and does not hold now. */
function breaks(): string[] {
  if (!existsSync(join(record, 'version')) || mayBreak(readFileSync(join(record, 'version'), 'utf8').trim(), version)) return [];
  const files = readdirSync(record, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.txt'));
  const found = files.flatMap((file) => {
    const before = readFacts(readFileSync(join(record, file), 'utf8'));
    return broken(before, now.get(file) ?? new Map()).map((text) => `${file}: ${text}`);
  });
  return found.length > 0 ? [...found, howToAccept] : [];
}

const found = breaks();
if (process.env.UPDATE_PUBLIC_API && found.length === 0) {
  rmSync(record, { recursive: true, force: true });
  const texts = [...now].map(([file, facts]) => [file, writeFacts(facts)] as const);
  for (const [file, text] of [...texts, ['version', `${version}\n`] as const]) {
    mkdirSync(dirname(join(record, file)), { recursive: true });
    writeFileSync(join(record, file), text);
  }
}

test('nothing that others rely on is gone or changed', () => {
  expect(found).toEqual([]);
});

test('there is a record of every environment, of the exports and of the fields', () => {
  const files = readdirSync(record, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.txt'));
  expect(files.length).toBeGreaterThanOrEqual(4);
  for (const file of files) expect(readFacts(readFileSync(join(record, file), 'utf8')).size).toBeGreaterThan(5);
});

describe('a comparison', () => {
  const before: Facts = new Map([
    ['Service web', ['http:80']],
    ['StatefulSet web', ['selector=a:b', 'claims=data:1Gi']],
  ]);

  test.each<[string, [string, string[]][], string[]]>([
    ['the same', [...before].map(([name, facts]) => [name, [...facts]]), []],
    [
      'more objects and more ports',
      [
        ['ConfigMap web', ['a.conf']],
        ['Service web', ['http:80', 'https:443']],
        ['StatefulSet web', ['selector=a:b', 'claims=data:1Gi']],
      ],
      [],
    ],
    ['an object that is gone', [['StatefulSet web', ['selector=a:b', 'claims=data:1Gi']]], ['Service web is gone']],
    [
      'a changed port and one more volume',
      [
        ['Service web', ['http:81']],
        ['StatefulSet web', ['selector=a:b', 'claims=data:1Gi,logs:1Gi']],
      ],
      [
        'Service web is no longer http:80, it is http:81',
        'StatefulSet web is no longer claims=data:1Gi, it is selector=a:b  claims=data:1Gi,logs:1Gi',
      ],
    ],
  ])('with %s', (_, after, expected) => {
    expect(broken(before, new Map(after))).toEqual(expected);
  });

  test('is for versions that promise the same', () => {
    expect(mayBreak('0.1.0', '0.1.5')).toBe(false);
    expect(mayBreak('0.1.0', '0.2.0')).toBe(true);
    expect(mayBreak('1.2.0', '1.3.0')).toBe(false);
    expect(mayBreak('1.2.0', '2.0.0')).toBe(true);
    expect(mayBreak('1.2.0', '12.0.0')).toBe(true);
  });

  test('reads what it wrote', () => {
    expect(readFacts(writeFacts(before))).toEqual(before);
  });
});

test('holds names, selectors, volumes, ports, keys, exports and fields', () => {
  const has = (file: string, name: string) => now.get(file)?.get(name);
  expect(has('objects/kubeadm-prod.txt', 'StatefulSet master')).toEqual([
    'selector=component:master,instance:<name>',
    'service=master-svc',
    'start=Parallel',
    expect.stringMatching(/^claims=data:15Gi:ReadWriteOnce,logs:10Gi:ReadWriteOnce$/),
  ]);
  expect(has('objects/kubeadm-prod.txt', 'Service master-svc-external')).toEqual(['NodePort', 'sql-tds:31433:31433']);
  expect(has('objects/local.txt', 'ConfigMap hdfs-client')).toEqual(['core-site.xml', 'hdfs-site.xml']);
  expect(has('exports.txt', 'Workload')).toEqual([]);
  expect(has('exports.txt', 'Process')).toEqual([]);
  expect(has('exports.environments.txt', 'kubeadmProd')).toEqual([]);
  expect(has('environment.txt', 'security')).toEqual(['optional', 'string', '"simple"', '"kerberos"', 'default="simple"']);
  expect(has('environment.txt', 'name')).toEqual(['string']);
});
