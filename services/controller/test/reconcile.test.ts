import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { shiroHash } from '../src/contents/shiro-hash';
import { dnsNamesOf, isSignedBy } from '../src/pki/certificate';
import { certificatesInStore } from '../src/pki/pkcs12';
import { TestCluster, names, plan } from './cluster';
import { killedAt } from './memory-api';

/** What belongs together fits together, whoever made which part when. */
function assertWhole(cluster: TestCluster): void {
  assert.deepEqual(
    names.filter((name) => !cluster.has(name)),
    [],
  );
  const authority = cluster.text('authority', 'ca.crt');
  assert.equal(cluster.text('trust', 'ca.crt'), authority);
  for (const { secret, dnsNames } of plan.certificates) {
    const certificate = cluster.text(secret, 'tls.crt');
    assert.ok(isSignedBy(certificate, authority));
    assert.deepEqual(dnsNamesOf(certificate), dnsNames);
    assert.equal(cluster.text(secret, 'ca.crt'), authority);
  }
  const password = cluster.text('keystore-password', 'password');
  assert.deepEqual(certificatesInStore(cluster.file('zookeeper-tls', 'truststore.p12'), password), [authority]);
  assert.deepEqual(certificatesInStore(cluster.file('zookeeper-tls', 'keystore.p12'), password), [
    cluster.text('zookeeper-tls', 'tls.crt'),
  ]);
  const [user] = JSON.parse(cluster.text('users', 'users.json')).users;
  const salt = Buffer.from(user.password.split('$')[4], 'base64');
  assert.equal(user.password, shiroHash(cluster.text('cluster-admin', 'password'), salt));
  assert.match(cluster.text('user-groups', 'passwd'), new RegExp(`^${user.name}:`));
}

test('makes everything that is not there, and nothing the second time', async () => {
  const cluster = new TestCluster();
  assert.equal(await cluster.pass(), names.length);
  assertWhole(cluster);
  const before = cluster.contents();
  assert.equal(await cluster.pass(), 0);
  assert.deepEqual(cluster.contents(), before);
  assert.deepEqual(cluster.logged, []);
});

for (const when of ['before', 'after'] as const) {
  test(`killed ${when} any of its writes, it leaves whole Secrets that the next one goes on from`, async () => {
    for (let count = 1; count <= names.length; count++) {
      const cluster = new TestCluster();
      await assert.rejects(cluster.pass(killedAt(cluster.api.transport, count, when)), /killed/);
      const left = cluster.contents();
      assert.equal(Object.keys(left).length, when === 'before' ? count - 1 : count);
      await cluster.pass();
      assertWhole(cluster);
      for (const [name, data] of Object.entries(left)) assert.deepEqual(cluster.contents()[name], data);
      assert.equal(await cluster.pass(), 0);
    }
  });
}

test('two at once spoil nothing of each other: the slower one breaks off', async () => {
  const cluster = new TestCluster();
  const results = await Promise.allSettled([cluster.pass(), cluster.pass()]);
  assert.ok(results.some(({ status }) => status === 'fulfilled') || (await cluster.pass()) > 0);
  await cluster.pass();
  assertWhole(cluster);
  assert.equal(new Set(cluster.api.writes).size, cluster.api.writes.length);
});

test('writes nothing any more once the Lease is gone', async () => {
  const cluster = new TestCluster();
  let left = 3;
  assert.equal(await cluster.pass(cluster.api.transport, () => left-- > 0), 3);
  assert.equal(cluster.api.writes.length, 3);
});

test('a Secret that a person made stays as it is, is used, and what it lacks is told once', async () => {
  const cluster = new TestCluster();
  cluster.give('cluster-admin', { username: 'alice', password: 'correct horse' });
  cluster.give('zookeeper-tls', { 'tls.crt': 'mine', 'tls.key': 'mine' });
  cluster.give('sql-machine-key', {});
  const given = cluster.contents();
  await cluster.pass();
  await cluster.pass();
  for (const [name, data] of Object.entries(given)) assert.deepEqual(cluster.contents()[name], data);
  assert.deepEqual(cluster.logged, [
    'problem sql-machine-key lacks machine-key',
    'problem zookeeper-tls lacks ca.crt, keystore.p12, truststore.p12',
  ]);
  assert.match(cluster.text('users', 'users.properties'), /^user\.alice = \$shiro1\$SHA-256\$[^,]+, bdcAdmin$/m);
  cluster.remove('sql-machine-key');
  await cluster.pass();
  assert.equal(cluster.file('sql-machine-key', 'machine-key').length, 44);
  assert.deepEqual(cluster.logged.slice(2), ['problem solved sql-machine-key lacks machine-key']);
});

test('what is made of a Secret that somebody else has to make waits for it', async () => {
  const cluster = new TestCluster();
  const given = new Set(['cluster-admin', 'keystore-password']);
  cluster.plan = {
    ...plan,
    secrets: plan.secrets.map((secret) => (given.has(secret.id) ? { ...secret, name: `my-${secret.id}`, generated: false } : secret)),
  };
  await cluster.pass();
  assert.deepEqual(cluster.logged, [
    'problem my-cluster-admin is not there: somebody has to make it',
    'problem my-keystore-password is not there: somebody has to make it',
    'problem users waits for cluster-admin',
    'problem user-groups waits for users',
    'problem zookeeper-tls waits for keystore-password',
  ]);
  assert.ok(cluster.has('master-sql-tls') && !cluster.has('users') && !cluster.has('zookeeper-tls'));
  cluster.give('my-cluster-admin', { username: 'alice', password: 'correct horse' });
  cluster.give('my-keystore-password', { password: 'battery staple' });
  await cluster.pass();
  assert.equal(certificatesInStore(cluster.file('zookeeper-tls', 'truststore.p12'), 'battery staple')?.length, 1);
  assert.equal(await cluster.pass(), 0);
});

test('what a person changes in users.json counts everywhere, if it is right', async () => {
  const cluster = new TestCluster();
  await cluster.pass();
  const path = '/api/v1/namespaces/test/secrets/users';
  const write = (json: string) => {
    const secret = cluster.api.objects.get(path);
    cluster.api.add(path, { ...secret, data: { ...secret.data, 'users.json': Buffer.from(json).toString('base64') } });
  };
  const { users } = JSON.parse(cluster.text('users', 'users.json'));
  const alice = { name: 'alice', groups: ['analysts'], roles: ['bdcUser'], password: '$shiro1$x' };
  const json = JSON.stringify({ users: [...users, alice] });
  write(json);
  assert.equal(await cluster.pass(), 2);
  assert.equal(cluster.text('users', 'users.json'), json);
  assert.match(cluster.text('users', 'users.properties'), /^user\.alice = \$shiro1\$x, bdcUser$/m);
  assert.match(cluster.text('user-groups', 'passwd'), /^alice:/m);
  assert.equal(await cluster.pass(), 0);

  for (const wrong of [
    'no JSON',
    '{}',
    JSON.stringify({ users: [{ ...alice, name: 'hdfs' }] }),
    JSON.stringify({ users: [{ ...alice, roles: ['a\nuser.eve = x'] }] }),
    JSON.stringify({ users: [{ ...alice, password: 'x\nuser.eve = x' }] }),
    JSON.stringify({ users: [alice, alice] }),
  ]) {
    write(wrong);
    assert.equal(await cluster.pass(), 0);
    assert.match(cluster.text('user-groups', 'passwd'), /^alice:/m);
  }
  assert.match(cluster.logged.join('\n'), /^problem users cannot be made: users\.json is no JSON$/m);
  assert.match(cluster.logged.join('\n'), /^problem users cannot be made: users\.json holds/m);
  write(json);
  assert.equal(await cluster.pass(), 0);
});

test('a Secret that nobody here can make is told', async () => {
  const cluster = new TestCluster();
  const keytab = { id: 'nmnode-0-name-node-keytab', name: 'nmnode-0-name-node-keytab', keys: ['nmnode-0-0.keytab'], generated: true };
  cluster.plan = { ...plan, secrets: [...plan.secrets, keytab] };
  await cluster.pass();
  assert.deepEqual(cluster.logged, ['problem nmnode-0-name-node-keytab is not there, and the controller cannot make it: somebody has to']);
});

test('certificates follow other names of hosts and another password of the stores', async () => {
  const cluster = new TestCluster();
  await cluster.pass();
  const before = cluster.text('zookeeper-tls', 'tls.crt');
  const dnsNames = ['zookeeper-svc', 'localhost', 'zookeeper.acme.example'];
  cluster.plan = {
    ...plan,
    certificates: plan.certificates.map((certificate) => (certificate.keys.length > 3 ? { ...certificate, dnsNames } : certificate)),
  };
  assert.equal(await cluster.pass(), 1);
  const certificate = cluster.text('zookeeper-tls', 'tls.crt');
  assert.notEqual(certificate, before);
  assert.deepEqual(dnsNamesOf(certificate), dnsNames);

  cluster.remove('keystore-password');
  cluster.give('keystore-password', { password: 'battery staple' });
  assert.equal(await cluster.pass(), 1);
  assert.equal(cluster.text('zookeeper-tls', 'tls.crt'), certificate);
  assert.deepEqual(certificatesInStore(cluster.file('zookeeper-tls', 'keystore.p12'), 'battery staple'), [
    new X509Certificate(certificate).toString(),
  ]);
});

test("somebody's own authority signs, and is never followed by another one", async () => {
  const other = new TestCluster();
  await other.pass();
  const cluster = new TestCluster();
  const [certificate, key] = [other.text('authority', 'ca.crt'), other.text('authority', 'ca.key')];
  cluster.give('authority', { 'ca.crt': `# the root of Acme\r\n${certificate.replaceAll('\n', '\r\n')}`, 'ca.key': key });
  await cluster.pass();
  assert.ok(isSignedBy(cluster.text('zookeeper-tls', 'tls.crt'), certificate));
  assert.equal(cluster.text('trust', 'ca.crt'), certificate);
  assert.equal(await cluster.pass(), 0);
  cluster.now = new Date(new X509Certificate(certificate).validTo);
  const before = cluster.contents();
  await cluster.pass();
  assert.deepEqual(cluster.contents(), before);
  assert.match(cluster.logged.join('\n'), /zookeeper-tls cannot be signed: the certificate of the authority has ended/);

  cluster.give('authority', { 'ca.crt': certificate, 'ca.key': 'no key' });
  await cluster.pass();
  assert.match(cluster.logged.join('\n'), /problem authority holds no certificate with its key/);
});

test('with certificates of somebody else the list of authorities is theirs, and follows them', async () => {
  const cluster = new TestCluster();
  cluster.plan = {
    ...plan,
    certificates: [],
    secrets: [
      { id: 'trust', name: 'trust', keys: ['ca.crt'], generated: true },
      { id: 'controller-tls', name: 'controller-tls', keys: ['tls.crt', 'tls.key', 'ca.crt'], generated: false },
    ],
  };
  await cluster.pass();
  assert.ok(!cluster.has('trust'));
  for (const root of ['one', 'two']) {
    cluster.give('controller-tls', { 'tls.crt': 'x', 'tls.key': 'x', 'ca.crt': root });
    assert.equal(await cluster.pass(), 1);
    assert.equal(cluster.text('trust', 'ca.crt'), root);
    assert.equal(await cluster.pass(), 0);
  }
});
