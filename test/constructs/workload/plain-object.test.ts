import { App, Chart, JsonPatch, Lazy } from 'cdk8s';
import type { Manifest } from '../../../constructs/workload/manifest';
import { PlainObject } from '../../../constructs/workload/plain-object';

const object = (fields: object) =>
  new PlainObject(new Chart(new App(), 'chart'), 'map', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'map', labels: { b: '2', a: '1' } },
    ...fields,
  } as Manifest);

test('keys are in order, what is nothing is left out, and the rest stays as it is', () => {
  const spec = { z: [{ b: 1, a: undefined }], empty: {}, none: null, list: [], no: false };
  expect(JSON.stringify(object({ spec }).toJson())).toBe(
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"labels":{"a":"1","b":"2"},"name":"map"},"spec":{"empty":{},"list":[],"no":false,"z":[{"b":1}]}}',
  );
});

test('what cdk8s offers for its objects works here too', () => {
  const patched = object({ data: { a: 'x' } });
  patched.metadata.addLabel('c', '3');
  expect(patched.toJson()).toMatchObject({ metadata: { labels: { a: '1', c: '3' } }, data: { a: 'x' } });
  patched.addJsonPatch(JsonPatch.replace('/data/a', 'y'));
  expect(patched.toJson()).toMatchObject({ metadata: { labels: { c: '3' } }, data: { a: 'y' } });
  expect(object({ data: { a: Lazy.any({ produce: () => 'later' }) } }).toJson()).toMatchObject({ data: { a: 'later' } });
});

test('what is no plain data is refused', () => {
  expect(() => object({ data: { a: new Date() } }).toJson()).toThrow('chart/map: no plain data: Date');
});
