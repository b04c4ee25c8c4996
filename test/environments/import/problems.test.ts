import type { SourceDocument } from '../../../environments/import/profile';
import { type Json, problemsOf, profile } from './profile';

const [control, bdc] = profile() as [SourceDocument, SourceDocument];
const changed = (change: (control: Json, bdc: Json) => void) => problemsOf(profile('kubeadm-prod', change));

describe('what is no profile', () => {
  test.each<[string, unknown, string, string]>([
    ['a list', [], 'x.json', 'control.json and bdc.json'],
    ['a text', 'apiVersion: v1', 'x.json', 'control.json and bdc.json'],
    ['nothing', undefined, 'x.json', 'control.json and bdc.json'],
    [
      'the profile of an Arc data controller',
      { apiVersion: 'arcdata.microsoft.com/v1beta2', kind: 'DataController', metadata: { name: 'arc' }, spec: { docker: {} } },
      'x.json: kind',
      'one of another product, such as an Arc data controller',
    ],
    ['another version', { ...(bdc.content as Json), apiVersion: 'v2' }, 'x.json: apiVersion', '"v1"'],
    ['another kind', { ...(bdc.content as Json), metadata: { kind: 'Pod' } }, 'x.json: metadata.kind', '"Cluster" in control.json'],
    ['no spec', { apiVersion: 'v1', metadata: { kind: 'Cluster' } }, 'x.json: spec', 'what control.json'],
    ['a spec of something else', { apiVersion: 'v1', metadata: { kind: 'Cluster' }, spec: { a: 1 } }, 'x.json: spec', 'what control.json'],
    ['mixed up kinds', { ...(bdc.content as Json), metadata: { kind: 'Cluster' } }, 'x.json: metadata.kind', '"BigDataCluster"'],
  ])('%s', (_, content, path, allowed) => {
    expect(problemsOf([{ file: 'x.json', content }])).toMatchObject([{ path, allowed: expect.stringContaining(allowed) }]);
  });

  test('all faults of all files at once', () => {
    const paths = problemsOf([
      { file: 'a.json', content: { apiVersion: 'v3', metadata: { kind: 'X' } } },
      { file: 'b.json', content: 7 },
    ]).map(({ path }) => path);
    expect(paths).toEqual(['a.json: apiVersion', 'a.json: metadata.kind', 'a.json: spec', 'b.json']);
  });
});

describe('files that are not one profile', () => {
  test('control.json alone', () => {
    expect(problemsOf([control])).toMatchObject([{ path: 'control.json', fix: 'give bdc.json of the same profile as well' }]);
  });

  test('one of them twice', () => {
    expect(problemsOf([bdc, { ...bdc, file: 'other.json' }])).toMatchObject([{ path: 'other.json', fix: 'leave one of them out' }]);
  });

  test('three', () => {
    expect(problemsOf([control, bdc, { ...bdc, file: 'other.json' }])).toMatchObject([{ path: 'other.json' }]);
  });

  test('two names', () => {
    expect(changed((_, pools) => Object.assign(pools.metadata, { name: 'other' }))).toEqual([
      {
        path: 'bdc.json: metadata.name',
        given: '"other"',
        allowed: '"mssql-cluster", as in control.json',
        fix: 'give both files of one profile, or make the names the same',
      },
    ]);
  });
});

describe('what a profile cannot be', () => {
  test('without a pool', () => {
    const problems = changed((_, { spec }) => {
      delete spec.resources['data-0'];
      delete spec.resources.gateway;
    });
    expect(problems.map(({ path }) => path)).toEqual([
      'bdc.json: spec.resources.data-0',
      'bdc.json: spec.resources.gateway',
      'bdc.json: spec.services.sql.resources',
    ]);
  });

  test('with an endpoint that there never was', () => {
    expect(changed((_, { spec }) => Object.assign(spec.resources.gateway.spec.endpoints[0], { name: 'Nox' }))).toMatchObject([
      { path: 'bdc.json: spec.resources.gateway.spec.endpoints[0].name', given: '"Nox"', fix: 'rename it to Knox' },
    ]);
  });
});

describe('values that an environment refuses are told at their place in the profile', () => {
  test.each<[string, (control: Json, bdc: Json) => void, string]>([
    ['name', (a, b) => [a, b].forEach(({ metadata }) => Object.assign(metadata, { name: '1st' })), 'control.json: metadata.name'],
    [
      'replicas',
      (_, b) => Object.assign(b.spec.resources['data-0'].spec, { replicas: -1 }),
      'bdc.json: spec.resources.data-0.spec.replicas',
    ],
    [
      'text',
      (_, b) => Object.assign(b.spec.resources['compute-0'].spec, { replicas: 'many' }),
      'bdc.json: spec.resources.compute-0.spec.replicas',
    ],
    ['type', (_, b) => Object.assign(b.spec.resources['data-0'].spec, { type: 'Compute' }), 'bdc.json: spec.resources.data-0.spec.type'],
    ['size', (a) => Object.assign(a.spec.storage.data, { size: 'large' }), 'control.json: spec.storage.data.size'],
    ['class', (a) => Object.assign(a.spec.storage.logs, { className: 'No Class' }), 'control.json: spec.storage.logs.className'],
    ['port', (a) => Object.assign(a.spec.endpoints[0], { port: 99 }), 'control.json: spec.endpoints[0].port'],
    ['service', (a) => Object.assign(a.spec.endpoints[0], { serviceType: 'Ingress' }), 'control.json: spec.endpoints[0].serviceType'],
    ['host', (a) => Object.assign(a.spec.endpoints[1], { dnsName: 'no domain' }), 'control.json: spec.endpoints[1].dnsName'],
    [
      'setting',
      (_, b) => Object.assign(b.spec.services.hdfs.settings, { 'hdfs-site.dfs replication': '1' }),
      'bdc.json: spec.services.hdfs.settings["hdfs-site.dfs replication"]',
    ],
    [
      'quorum',
      (_, b) => Object.assign(b.spec.resources.zookeeper.spec, { replicas: 2 }),
      'bdc.json: spec.resources.zookeeper.spec.replicas',
    ],
    ['masters', (_, b) => Object.assign(b.spec.resources.master.spec, { replicas: 2 }), 'bdc.json: spec.resources.master.spec.replicas'],
  ])('%s', (_, change, path) => {
    const problems = changed(change);
    expect(problems.map((problem) => problem.path)).toEqual([path]);
  });

  test('two values for one field', () => {
    const problems = changed((_, { spec }) => {
      spec.services.sql.settings = { 'mssql.licensing.pid': 'Developer' };
      spec.resources.master.spec.settings.sql['mssql.licensing.pid'] = 'Enterprise';
    });
    expect(problems).toMatchObject([{ allowed: expect.stringContaining('both become sql.edition') }]);
  });
});
