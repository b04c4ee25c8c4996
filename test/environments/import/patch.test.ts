import { applyPatches } from '../../../environments/import/patch';
import { type Json, problemsOf, profile } from './profile';

/** Both files of a profile after operations. */
function patched(...patch: Json[]): { control: Json; bdc: Json; problems: readonly Json[] } {
  const { documents, problems } = applyPatches(profile('kubeadm-prod'), [{ file: 'p.json', content: { patch } }]);
  return { control: documents[0]!.content, bdc: documents[1]!.content, problems };
}

describe('paths', () => {
  test.each([
    'spec.endpoints[0].port',
    '.spec.endpoints[0].port',
    '$.spec.endpoints[0].port',
    'spec.endpoints.0.port',
    "$.spec.endpoints[?(@.name=='Controller')].port",
    '$.spec.endpoints[?(@.name == "Controller")].port',
    '$.spec.endpoints[?(@.port==30080)].port',
    "$['spec']['endpoints'][0]['port']",
  ])('%s leads to the port of the controller', (path) => {
    const { control, problems } = patched({ op: 'replace', path, value: 30000 });
    expect(problems).toEqual([]);
    expect(control.spec.endpoints.map(({ port }: Json) => port)).toEqual([30000, 30777]);
  });

  test.each([
    ['spec.services.hdfs.settings.hdfs-site.dfs.replication', 'hdfs', 'hdfs-site.dfs.replication'],
    ["spec.services.hdfs.settings['hdfs-site.dfs.replication']", 'hdfs', 'hdfs-site.dfs.replication'],
    ["spec.services.hdfs.settings.'hdfs-site.dfs.replication'", 'hdfs', 'hdfs-site.dfs.replication'],
  ])('%s leads to a setting with dots in its name', (path, service, name) => {
    expect(patched({ op: 'replace', path, value: '1' }).bdc.spec.services[service].settings[name]).toBe('1');
    expect(patched({ op: 'remove', path }).bdc.spec.services[service].settings).toEqual({});
  });

  test('a filter goes by a value further down, and may find several', () => {
    const { bdc } = patched({ op: 'replace', path: "$.spec.resources[*].spec.endpoints[?(@.serviceType=='NodePort')].port", value: 31000 });
    const ports = Object.values<Json>(bdc.spec.resources).flatMap(({ spec }) => (spec.endpoints ?? []).map(({ port }: Json) => port));
    expect(ports).toEqual([31000, 31000, 31000, 31000]);
  });

  test('in the first previews pools were found by their type', () => {
    const content = { apiVersion: 'v1', spec: { pools: [{ spec: { type: 'Data' } }, { spec: { type: 'Storage', replicas: 2 } }] } };
    const operation = { op: 'replace', path: '$.spec.pools[?(@.spec.type == "Storage")].spec.replicas', value: 10 };
    const { documents } = applyPatches([{ file: 'cluster.json', content }], [{ file: 'p.json', content: { patch: [operation] } }]);
    expect((documents[0]!.content as Json).spec.pools[1].spec.replicas).toBe(10);
  });
});

describe('operations', () => {
  test('add a pool, and append it to a service', () => {
    const { bdc, problems } = patched(
      { op: 'add', path: 'spec.resources.spark-0', value: { spec: { type: 'Spark', replicas: 2 } } },
      { op: 'add', path: 'spec.services.spark.resources/-', value: 'spark-0' },
      { op: 'add', path: '$.spec.services.hdfs.resources/-', value: 'spark-0' },
    );
    expect(problems).toEqual([]);
    expect(bdc.spec.resources['spark-0'].spec.replicas).toBe(2);
    expect(bdc.spec.services.spark.resources).toEqual(['sparkhead', 'storage-0', 'spark-0']);
  });

  test('add at a position of a list, add a setting', () => {
    const { control, bdc } = patched(
      { op: 'add', path: 'spec.endpoints/0', value: { name: 'Kerberos', serviceType: 'NodePort', port: 30088 } },
      { op: 'add', path: 'spec.services.hdfs.settings.hdfs-site.dfs.ls.limit', value: '100' },
      { op: 'add', path: 'spec.resources.master.spec.settings.sql.mssql.sqlagent.enabled', value: 'true' },
    );
    expect(control.spec.endpoints.map(({ name }: Json) => name)).toEqual(['Kerberos', 'Controller', 'ServiceProxy']);
    expect(bdc.spec.services.hdfs.settings).toEqual({ 'hdfs-site.dfs.replication': '3', 'hdfs-site.dfs.ls.limit': '100' });
    expect(bdc.spec.resources.master.spec.settings.sql).toEqual({ 'hadr.enabled': 'true', 'mssql.sqlagent.enabled': 'true' });
  });

  test('remove a field, items of a list, and everything that a filter finds', () => {
    const { control, bdc } = patched(
      { op: 'remove', path: 'security' },
      { op: 'remove', path: 'spec.services.sql.resources[1]' },
      { op: 'remove', path: '$.spec.resources.master.spec.endpoints[*]' },
    );
    expect(control).not.toHaveProperty('security');
    expect(bdc.spec.services.sql.resources).toEqual(['master', 'data-0', 'storage-0']);
    expect(bdc.spec.resources.master.spec.endpoints).toEqual([]);
  });

  test('change the name in both files', () => {
    const { control, bdc } = patched({ op: 'replace', path: 'metadata.name', value: 'acme' });
    expect([control.metadata.name, bdc.metadata.name]).toEqual(['acme', 'acme']);
  });

  test('see what the ones before them did, and leave the files of the caller alone', () => {
    const documents = profile('kubeadm-prod');
    const content = [
      { op: 'add', path: 'spec.clusterLabel', value: 'a' },
      { op: 'replace', path: 'spec.clusterLabel', value: 'b' },
    ];
    const result = applyPatches(documents, [{ file: 'p.json', content }]);
    expect((result.documents[0]!.content as Json).spec.clusterLabel).toBe('b');
    expect(documents).toEqual(profile('kubeadm-prod'));
  });
});

describe('what cannot be done is told, with the operation', () => {
  test.each<[Json, string, string]>([
    [{ op: 'replace', path: 'spec.endpoints[7].port', value: 1 }, 'p.json: patch[0].path', 'a path that leads to something in the profile'],
    [{ op: 'replace', path: "$.spec.endpoints[?(@.name=='Nox')].port", value: 1 }, 'p.json: patch[0].path', 'a path that leads'],
    [{ op: 'add', path: 'spec.nothing.here', value: 1 }, 'p.json: patch[0].path', 'a path whose last step alone is new'],
    [{ op: 'add', path: 'spec.endpoints/9', value: 1 }, 'p.json: patch[0].path', 'a path whose last step alone is new'],
    [{ op: 'remove', path: 'spec.nothing' }, 'p.json: patch[0].path', 'a path that leads'],
    [{ op: 'replace', path: '$.spec.endpoints[?(@.name=~Knox)].port', value: 1 }, 'p.json: patch[0].path', 'spec.resources.master'],
    [{ op: 'replace', path: '', value: 1 }, 'p.json: patch[0].path', 'spec.resources.master'],
    [{ op: 'move', path: 'spec', value: 1 }, 'p.json: patch[0]', 'op (add, replace, remove)'],
    [{ op: 'add', path: 'spec.clusterLabel' }, 'p.json: patch[0]', 'op (add, replace, remove)'],
    ['add', 'p.json: patch[0]', 'op (add, replace, remove)'],
  ])('%j', (operation, path, allowed) => {
    const patches = [{ file: 'p.json', content: { patch: [operation] } }];
    expect(problemsOf(profile('kubeadm-prod'), { patches })).toMatchObject([{ path, allowed: expect.stringContaining(allowed) }]);
  });

  test('all at once, also that a file is no patch', () => {
    const patches = [
      {
        file: 'a.json',
        content: {
          patch: [
            { op: 'remove', path: 'x.y' },
            { op: 'remove', path: 'spec.z' },
          ],
        },
      },
      { file: 'b.json', content: { op: 'remove' } },
    ];
    expect(problemsOf(profile(), { patches }).map(({ path }) => path)).toEqual([
      'a.json: patch[0].path',
      'a.json: patch[1].path',
      'b.json',
    ]);
  });
});

test('a patch may mend what would be wrong without it', () => {
  const documents = profile('kubeadm-prod', (control) => Object.assign(control.metadata, { name: 'other' }));
  const content = { patch: [{ op: 'replace', path: 'metadata.name', value: 'acme' }] };
  expect(problemsOf(documents)).toHaveLength(1);
  expect(problemsOf(documents, { patches: [{ file: 'p.json', content }] })).toEqual([]);
});
