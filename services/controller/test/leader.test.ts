import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Leader, type Lease } from '../src/kubernetes/leader';
import { Objects } from '../src/kubernetes/objects';
import { MemoryApi } from './memory-api';

const path = '/apis/coordination.k8s.io/v1/namespaces/test/leases';

/** Two pods and an empty Lease, as it is rendered; clocks of the pods may differ. */
function pods() {
  const api = new MemoryApi();
  api.add(`${path}/controller`, { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'controller' } });
  let now = Date.parse('2026-03-01T00:00:00Z');
  const pod = (name: string, ahead = 0) =>
    new Leader(new Objects<Lease>(api.transport, path), 'controller', name, () => new Date(now + ahead));
  return {
    one: pod('one'),
    two: pod('two', 3_600_000),
    later: (seconds: number) => (now += seconds * 1000),
    spec: () => api.objects.get(`${path}/controller`).spec,
    api,
  };
}

test('one of two holds the Lease, however different their clocks are', async () => {
  const { one, two, later, spec } = pods();
  for (let turn = 0; turn < 10; turn++) {
    assert.equal(await one.attempt(), true);
    assert.equal(await two.attempt(), false);
    later(5);
  }
  assert.equal(spec().leaseTransitions, 1);
  assert.match(spec().renewTime, /^2026-03-01T00:00:45\.000000Z$/);
});

test('the other takes over once the holder was silent for its duration, and the holder stopped acting before', async () => {
  const { one, two, later } = pods();
  await one.attempt();
  await two.attempt();
  later(9);
  assert.equal(one.isHolder, true);
  assert.equal(await two.attempt(), false);
  later(2);
  assert.equal(one.isHolder, false);
  later(4);
  assert.equal(await two.attempt(), true);
  assert.equal(await one.attempt(), false);
});

test('of two that ask at once one gets it', async () => {
  const { one, two } = pods();
  assert.deepEqual((await Promise.all([one.attempt(), two.attempt()])).toSorted(), [false, true]);
});

test('a Lease that was given back is free at once', async () => {
  const { one, two } = pods();
  await one.attempt();
  assert.equal(await two.attempt(), false);
  await one.release();
  assert.equal(one.isHolder, false);
  assert.equal(await two.attempt(), true);
  await one.release();
  assert.equal(two.isHolder, true);
});

test('without a Lease nobody acts', async () => {
  const { one, api } = pods();
  api.objects.clear();
  await assert.rejects(one.attempt(), /no Lease/);
  assert.equal(one.isHolder, false);
});
