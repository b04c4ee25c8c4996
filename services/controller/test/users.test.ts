import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shiroHash } from '../src/contents/shiro-hash';
import { Objects } from '../src/kubernetes/objects';
import type { Secret } from '../src/kubernetes/secret';
import type { Transport } from '../src/kubernetes/transport';
import { Refusal } from '../src/users/change-users';
import { command } from '../src/users/command';
import type { User } from '../src/users/users';
import { UsersSecret } from '../src/users/users-secret';
import { TestCluster, plan } from './cluster';

async function started(): Promise<TestCluster> {
  const cluster = new TestCluster();
  await cluster.pass();
  return cluster;
}

/** The command as somebody types it in a pod, with what is on standard input. */
function users(cluster: TestCluster, words: string, input = '', transport: Transport = cluster.api.transport): Promise<string> {
  const secret = new UsersSecret(cluster.plan, new Objects<Secret>(transport, '/api/v1/namespaces/test/secrets'), cluster.pods(transport));
  return command(words.split(' '), secret, () => Promise.resolve(input));
}

function user(cluster: TestCluster, name: string): User {
  return JSON.parse(cluster.text('users', 'users.json')).users.find((each: User) => each.name === name);
}

function fits(password: string, { password: hash }: User): boolean {
  return hash === shiroHash(password, Buffer.from(hash.split('$')[4]!, 'base64'));
}

test('a user is added, changed and removed, and every file follows', async () => {
  const cluster = await started();
  await users(cluster, 'set alice --group analysts --group bdcUser --role bdcUser --role appOwner', 'correct horse\n');
  assert.ok(fits('correct horse', user(cluster, 'alice')));
  assert.match(cluster.text('users', 'users.properties'), /^user\.alice = \$shiro1\$[^,]+, bdcUser, appOwner$/m);
  assert.match(cluster.text('users', 'users.properties'), /^role\.appOwner = appOwner$/m);
  assert.equal(await cluster.pass(), 1);
  assert.match(cluster.text('user-groups', 'group'), /^analysts:x:\d+:alice$/m);
  assert.equal(
    await users(cluster, 'list'),
    'NAME   GROUPS            ROLES\nadmin  bdcAdmin          bdcAdmin\nalice  analysts,bdcUser  bdcUser,appOwner\n',
  );

  await users(cluster, 'set alice', 'battery staple');
  assert.ok(fits('battery staple', user(cluster, 'alice')));
  assert.deepEqual(user(cluster, 'alice').groups, ['analysts', 'bdcUser']);
  await users(cluster, 'set alice --group guests');
  assert.ok(fits('battery staple', user(cluster, 'alice')));
  assert.deepEqual([user(cluster, 'alice').groups, user(cluster, 'alice').roles], [['guests'], ['bdcUser', 'appOwner']]);

  await users(cluster, 'remove alice');
  await cluster.pass();
  for (const [secret, key] of [
    ['users', 'users.json'],
    ['users', 'users.properties'],
    ['user-groups', 'passwd'],
    ['user-groups', 'group'],
  ]) {
    assert.doesNotMatch(cluster.text(secret!, key!), /alice|guests/);
  }
});

test('a new user may use the cluster, and nothing more', async () => {
  const cluster = await started();
  await users(cluster, 'set bob', 'correct horse');
  assert.deepEqual([user(cluster, 'bob').groups, user(cluster, 'bob').roles], [['bdcUser'], ['bdcUser']]);
});

test('pods with files of users are told at once, and nobody else', async () => {
  const cluster = await started();
  cluster.addPod('gateway-0', 'gateway-tls', 'users');
  cluster.addPod('nmnode-0-0', 'user-groups');
  cluster.addPod('zookeeper-0', 'zookeeper-tls');
  cluster.addPod('client');
  cluster.told();
  await users(cluster, 'set alice', 'correct horse');
  assert.deepEqual(cluster.told(), ['gateway-0']);
  await cluster.pass();
  assert.deepEqual(cluster.told(), ['nmnode-0-0']);
  await cluster.pass();
  assert.deepEqual(cluster.told(), []);

  // Without the right to do so it takes longer, and that is all.
  const forbidden: Transport = async (method, path, body) =>
    path.includes('/pods') ? { status: 403, body: { message: 'forbidden' } } : cluster.api.transport(method, path, body);
  await users(cluster, 'set bob', 'correct horse', forbidden);
  assert.ok(user(cluster, 'bob'));
  assert.match(cluster.logged.at(-1)!, /not told/);
});

test('what is wrong is refused, all of it at once, and nothing is written', async () => {
  const cluster = await started();
  const before = cluster.contents();
  const refused = async (words: string, input: string, ...problems: RegExp[]) => {
    const refusal: Refusal = await users(cluster, words, input).then(
      () => assert.fail(`${words} is taken`),
      (error) => error,
    );
    assert.ok(refusal instanceof Refusal, String(refusal));
    assert.equal(refusal.problems.length, problems.length, refusal.message);
    problems.forEach((problem, index) => assert.match(refusal.problems[index]!, problem));
  };
  await refused('set eve:x --group a,b --role root', 'short', /^eve:x: a name/, /^a,b: a group/, /^root: the roles are/, /at least 8/);
  await refused('set alice', '', /needs a password/);
  await refused('set alice', 'correct\nhorse', /one line/);
  await refused('set Admin', 'correct horse', /there is a user admin/);
  // Whoever has this name is the superuser of HDFS.
  for (const name of ['hdfs', 'HDFS', 'yarn', 'root']) await refused(`set ${name}`, 'correct horse', /is no service's/);
  await refused('remove alice', '', /no user alice/);
  await refused('remove admin', '', /nobody would have the role bdcAdmin/);
  await refused('set admin --role bdcUser', '', /nobody would have the role bdcAdmin/);
  for (const words of ['', 'list all', 'set', 'add alice', 'remove alice --role bdcUser']) await refused(words, '', /usage/);
  await refused('set alice --admin', '', /--admin/, /usage/);
  assert.deepEqual(cluster.contents(), before);
});

test('of two changes at once none is lost', async () => {
  const cluster = await started();
  let others = 0;
  const slow: Transport = async (method, path, body) => {
    if (method === 'PUT' && others++ === 0) await users(cluster, 'set bob', 'correct horse');
    return cluster.api.transport(method, path, body);
  };
  await users(cluster, 'set alice', 'correct horse', slow);
  assert.deepEqual(
    ['admin', 'alice', 'bob'].filter((name) => !user(cluster, name)),
    [],
  );
});

test('users that somebody else keeps are read, and not changed', async () => {
  const cluster = new TestCluster();
  await cluster.pass();
  const [json, properties] = [cluster.text('users', 'users.json'), cluster.text('users', 'users.properties')];
  cluster.give('users', { 'users.json': json, 'users.properties': properties });
  assert.match(await users(cluster, 'list'), /^admin /m);
  await assert.rejects(users(cluster, 'remove admin'), /not the controller's/);
  cluster.plan = { ...plan, secrets: plan.secrets.filter(({ id }) => id !== 'users') };
  assert.throws(() => void users(cluster, 'list'), /those of the domain/);
});
