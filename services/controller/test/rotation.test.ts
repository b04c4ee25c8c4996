import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { days } from '../src/clock';
import { certificatesIn, isSignedBy, validityOf } from '../src/pki/certificate';
import { authorityLife, certificateLife, publishedAhead } from '../src/pki/lifetimes';
import { TestCluster, plan } from './cluster';
import { killedAt } from './memory-api';

const bundles = ['trust', ...plan.certificates.map(({ secret }) => secret)];

/** Every certificate is trusted by every list, and holds now. */
function assertTrusted(cluster: TestCluster): void {
  for (const { secret } of plan.certificates) {
    const certificate = cluster.text(secret, 'tls.crt');
    const { notBefore, notAfter } = validityOf(certificate);
    assert.ok(notBefore < cluster.now && cluster.now < notAfter, `${secret} holds on ${cluster.now.toISOString()}`);
    for (const bundle of bundles) {
      const signer = certificatesIn(cluster.text(bundle, 'ca.crt')).find((root) => isSignedBy(certificate, root));
      assert.ok(signer && validityOf(signer).notAfter >= notAfter, `${bundle} trusts ${secret} to its end`);
    }
  }
}

test('lives fit into each other: an authority signs nothing that outlives it', () => {
  assert.ok((authorityLife * 2) / 3 + 2 * publishedAhead + certificateLife < authorityLife);
});

test('certificates are renewed after two thirds of their life, with another key, and stores follow', async () => {
  const cluster = new TestCluster();
  await cluster.pass();
  cluster.later((certificateLife * 2) / 3 - days);
  assert.equal(await cluster.pass(), 0);
  const before = cluster.text('zookeeper-tls', 'tls.key');
  cluster.later(2 * days);
  assert.equal(await cluster.pass(), plan.certificates.length);
  assert.notEqual(cluster.text('zookeeper-tls', 'tls.key'), before);
  assertTrusted(cluster);
  assert.equal(await cluster.pass(), 0);
});

test('over eleven years of days nobody meets a certificate that is not trusted everywhere', async () => {
  const cluster = new TestCluster();
  const generations = new Set<string>();
  for (let day = 0; day < 11 * 365; day += 15) {
    await cluster.pass();
    assertTrusted(cluster);
    generations.add(cluster.text('authority', 'ca.crt'));
    assert.ok(certificatesIn(cluster.text('trust', 'ca.crt')).length <= 3);
    cluster.later(15 * days);
  }
  assert.equal(generations.size, 4);
});

test('a new authority signs only once all lists have had it for a month, and the old one stays to its end', async () => {
  const cluster = new TestCluster();
  await cluster.pass();
  const first = cluster.text('authority', 'ca.crt');
  cluster.later((authorityLife * 2) / 3 + days);
  // Ends after the new authority is there and before any list has it.
  await assert.rejects(cluster.pass(killedAt(cluster.api.transport, 1, 'after')), /killed/);
  const next = cluster.text('authority', 'next.crt');
  assert.equal(cluster.text('trust', 'ca.crt'), first);
  cluster.later(publishedAhead * 2);
  await cluster.pass();
  assert.equal(cluster.text('authority', 'ca.crt'), first, 'however late the lists are, the month begins with them');
  for (const bundle of bundles) assert.equal(cluster.text(bundle, 'ca.crt'), first + next);
  await cluster.pass();
  cluster.later(publishedAhead - days);
  await cluster.pass();
  assert.equal(cluster.text('authority', 'ca.crt'), first);
  cluster.later(2 * days);
  await cluster.pass();
  assert.equal(cluster.text('authority', 'ca.crt'), next);
  assertTrusted(cluster);
  for (const bundle of bundles) assert.equal(cluster.text(bundle, 'ca.crt'), next + first);
  assert.equal(await cluster.pass(), 0);

  cluster.now = new Date(new Date(new X509Certificate(first).validTo).getTime() + 1000);
  await cluster.pass();
  for (const bundle of bundles) assert.equal(cluster.text(bundle, 'ca.crt'), next);
  assertTrusted(cluster);
});

test('killed at any write of a change of authorities, the next one ends it the same', async () => {
  for (const when of ['before', 'after'] as const) {
    for (let count = 1; count <= 4; count++) {
      const cluster = new TestCluster();
      await cluster.pass();
      cluster.later((authorityLife * 2) / 3 + days);
      await assert.rejects(cluster.pass(killedAt(cluster.api.transport, count, when)), /killed/);
      await cluster.pass();
      assertTrusted(cluster);
      assert.ok(bundles.every((bundle) => certificatesIn(cluster.text(bundle, 'ca.crt')).length === 2));
    }
  }
});
