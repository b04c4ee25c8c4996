import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contents } from '../src/contents/contents';
import { groupsData, readUsers, usersData } from '../src/users/users';
import { newRsaKey } from '../src/pki/key';
import { certificatesInStore } from '../src/pki/pkcs12';

const means = { clock: () => new Date(), newKey: () => newRsaKey(1024) };

/** One content after the other, as they are made of each other. */
async function make(id: string) {
  const known: Record<string, any> = {};
  for (const source of ['cluster-admin', 'users', id]) known[source] = await contents[source]!.make(known, means);
  return known[id];
}

test('passwords are long, of each kind of character that SQL Server counts, and never the same', async () => {
  const passwords = await Promise.all(Array.from({ length: 50 }, async () => (await make('sql-sa')).password.toString()));
  assert.equal(new Set(passwords).size, 50);
  for (const password of passwords) assert.match(password, /^(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])[A-Za-z0-9]{32}$/);
});

test('the machine key is a one, eleven zeros and 32 random bytes', async () => {
  const key: Buffer = (await make('sql-machine-key'))['machine-key'];
  assert.equal(key.length, 44);
  assert.deepEqual([...key.subarray(0, 12)], [1, ...Array(11).fill(0)]);
  assert.notDeepEqual(key, (await make('sql-machine-key'))['machine-key']);
});

test('keys of S3 are letters and digits: a colon would end the key where both stand in one text', async () => {
  const keys = await make('s3-sql');
  assert.match(keys['access-key'].toString(), /^[A-Za-z0-9]{20}$/);
  assert.match(keys['secret-key'].toString(), /^[A-Za-z0-9]{40}$/);
});

test('each database has the login that it is called by', async () => {
  assert.equal((await make('database-metastore')).username.toString(), 'metastore');
  assert.equal((await make('database-mlflow')).username.toString(), 'mlflow');
});

test('the master secret of the gateway opens its signing key', async () => {
  const { master, 'signing.p12': store } = await make('gateway-secrets');
  assert.equal(certificatesInStore(store, master.toString())?.length, 1);
  assert.equal(certificatesInStore(store, 'another'), undefined);
});

test('users have numbers and groups of their own, and nobody may write a second line into them', () => {
  const user = { roles: ['bdcUser'], password: 'hash' };
  const users = [
    { ...user, name: 'alice', groups: ['analysts', 'bdcUser'] },
    { ...user, name: 'bob', groups: ['bdcUser'] },
  ];
  const { passwd, group } = groupsData(readUsers(usersData(users)));
  assert.equal(passwd!.toString(), 'alice:x:20000:20000::/tmp:/usr/sbin/nologin\nbob:x:20001:20001::/tmp:/usr/sbin/nologin\n');
  assert.equal(group!.toString(), 'analysts:x:20000:alice\nbdcUser:x:20001:alice,bob\n');
  for (const name of ['eve\nroot:x:0:0::/:/bin/sh', 'a:b', '']) {
    assert.throws(() => readUsers(usersData([{ ...users[0]!, name }])), /something else/);
  }
});
