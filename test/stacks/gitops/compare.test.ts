import type { Manifest } from '../../../constructs/workload/manifest';
import { type Layer } from '../../../stacks/layers';
import { compareLayers } from '../../../stacks/gitops/compare';

const service = (spec: object, name = 'web'): Manifest => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'x' }, spec });
const layer = (name: Layer, ...manifests: Manifest[]) => [{ name, manifests }];
const place = { layer: 'edge', apiVersion: 'v1', kind: 'Service' };

test('the same objects are not different, whatever their order and that of their fields', () => {
  const before = layer('edge', service({ a: 1, b: 2 }), service({}, 'other'));
  const after = layer('edge', service({}, 'other'), service({ b: 2, a: 1 }));
  expect(compareLayers(before, after)).toEqual([]);
});

test('objects are added, removed and changed', () => {
  const before = layer('edge', service({}, 'gone'), service({ replicas: 1, old: true }));
  const after = layer('edge', service({ replicas: 2, fresh: [] }), service({}, 'new'));
  expect(compareLayers(before, after)).toEqual([
    { ...place, change: 'removed', name: 'gone', fields: [] },
    {
      ...place,
      change: 'changed',
      name: 'web',
      fields: [
        { path: 'spec.replicas', before: 1, after: 2 },
        { path: 'spec.old', before: true },
        { path: 'spec.fresh', after: [] },
      ],
    },
    { ...place, change: 'added', name: 'new', fields: [] },
  ]);
});

test('objects of the same name in other namespaces and of other kinds are other objects', () => {
  const before = layer('edge', service({}));
  const after = layer('edge', { ...service({}), metadata: { name: 'web', namespace: 'y' } }, { ...service({}), kind: 'ConfigMap' });
  expect(compareLayers(before, after).map(({ change, kind }) => [change, kind])).toEqual([
    ['removed', 'Service'],
    ['added', 'Service'],
    ['added', 'ConfigMap'],
  ]);
});

test('an object that went to another layer is told so', () => {
  expect(compareLayers(layer('edge', service({})), layer('ml', service({})))).toMatchObject([
    { layer: 'ml', change: 'changed', fields: [{ path: '(layer)', before: 'edge', after: 'ml' }] },
  ]);
});

test.each([
  [
    'named things by name',
    [{ name: 'a', value: 1 }, { name: 'b' }],
    [{ name: 'b' }, { name: 'a', value: 2 }, { name: 'c' }],
    [
      { path: 'spec.list.a.value', before: 1, after: 2 },
      { path: 'spec.list.c', after: { name: 'c' } },
    ],
  ],
  [
    'things of which two have a name by place',
    [
      { name: 'a', path: '/x' },
      { name: 'a', path: '/y' },
    ],
    [
      { name: 'a', path: '/x' },
      { name: 'a', path: '/z' },
    ],
    [{ path: 'spec.list[1].path', before: '/y', after: '/z' }],
  ],
  [
    'plain values by place',
    [1, 2, 3],
    [1, 4],
    [
      { path: 'spec.list[1]', before: 2, after: 4 },
      { path: 'spec.list[2]', before: 3 },
    ],
  ],
  ['a list and a map as a whole', [1], { a: 1 }, [{ path: 'spec.list', before: [1], after: { a: 1 } }]],
  ['null and nothing', null, undefined, [{ path: 'spec.list', before: null }]],
])('lists compare %s', (_, before, after, fields) => {
  const [found] = compareLayers(layer('edge', service({ list: before })), layer('edge', service({ list: after })));
  expect(found?.fields).toEqual(fields);
});
