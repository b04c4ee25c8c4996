import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LiveCluster, deadlines } from './cluster';
import { Gateway, type Login } from './gateway';
import { housingCsv } from './housing';
import { kubectl } from './kubectl';

const root = resolve(__dirname, '../..');
const cluster = new LiveCluster('live', 'local.environment.ts', ['foundation', 'control', 'storage', 'spark', 'edge', 'ml']);
const gateway = new Gateway(cluster);
const step = cluster.step.bind(cluster);

const csv = housingCsv();
const alice: Login = { user: 'alice', password: "alice's own" };
const bob: Login = { user: 'bob', password: 'bob: "too"' };

/** Seconds: kubelets are told at once of changed users, and the NameNode looks after them every 20. */
const usersKnown = 120;

/** Doors behind the gateway, as people and programs call them. */
const doors = [
  'webhdfs/v1/?op=LISTSTATUS',
  'resourcemanager/v1/cluster/info',
  'yarn/cluster',
  'hdfs/dfshealth.html',
  'livy/v1/sessions',
  'sparkhistory/',
  'mlflow/',
  'mlflow/api/2.0/mlflow/experiments/search?max_results=1',
];

step('the API server accepts every object, strictly', () => {
  cluster.apply('foundation');
  for (const layer of cluster.layers) cluster.apply(layer, '--dry-run=server', '--validate=strict');
});

step('all pods get ready', async () => {
  for (const layer of cluster.layers) cluster.apply(layer);
  await cluster.allReady(7);
});

step('nobody comes in without a login, by any door', async () => {
  const answers = await Promise.all(doors.map(async (door) => [door, (await gateway.ask(door)).status]));
  expect(answers).toEqual(doors.map((door) => [door, 401]));
  const wrong = { ...gateway.admin, password: 'wrong' };
  expect((await gateway.ask(doors[0]!, { login: wrong })).status).toBe(401);
});

step('every door answers somebody who is known', async () => {
  const login = gateway.admin;
  await cluster.waitFor(
    'HDFS to let files be written',
    deadlines.writable,
    async () => (await gateway.ask('webhdfs/v1/user/admin?op=GETFILESTATUS', { login })).status === 200,
  );
  for (const door of doors) {
    const { status, body } = await gateway.ask(door, { login });
    expect([door, status, status === 200 ? '' : body]).toEqual([door, 200, '']);
  }
});

step('users are added, log in, and have a home directory that is theirs alone', async () => {
  for (const { user, password } of [alice, bob]) {
    kubectl(['exec', '-i', '-n', cluster.name, 'deployment/controller', '--', 'users', 'set', user], { input: password });
  }
  await cluster.waitFor('alice to come in, and to have a home', usersKnown, async () => {
    const { status } = await gateway.ask('webhdfs/v1/user/alice?op=LISTSTATUS', { login: alice });
    return status === 200;
  });
  expect((await gateway.put('/user/alice/housing.csv', csv, alice)).status).toBe(201);
  expect((await gateway.get('/user/alice/housing.csv', alice)).body).toBe(csv);
  const { body } = await gateway.ask('webhdfs/v1/user/alice/housing.csv?op=GETFILESTATUS', { login: alice });
  expect(JSON.parse(body).FileStatus).toMatchObject({ owner: 'alice', length: csv.length });

  await cluster.waitFor(
    'bob to come in',
    usersKnown,
    async () => (await gateway.ask('webhdfs/v1/user/bob?op=LISTSTATUS', { login: bob })).status === 200,
  );
  const refused = expect.objectContaining({ status: 403, body: expect.stringContaining('Permission denied: user=bob') });
  expect(await gateway.get('/user/alice/housing.csv', bob)).toEqual(refused);
  expect(await gateway.put('/user/alice/of-bob', csv, bob)).toEqual(refused);
  const asAlice = 'webhdfs/v1/user/alice/housing.csv?op=DELETE&user.name=alice&doas=alice';
  expect(await gateway.ask(asAlice, { login: bob, method: 'DELETE' })).toEqual(refused);
  expect((await gateway.get('/user/alice/housing.csv', alice)).body).toBe(csv);
  expect((await gateway.ask('webhdfs/v1/user/alice/of-bob?op=GETFILESTATUS', { login: alice })).status).toBe(404);
});

step('the story of the houses is told to its end', () => {
  execFileSync(join(root, 'demo/run'), ['--out', join(root, 'evidence/live/demo')], {
    cwd: root,
    env: { ...process.env, NAMESPACE: cluster.name },
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: 15 * 60_000,
  });
  expect(readFileSync(join(root, 'evidence/live/demo/report.md'), 'utf8')).toMatch(/onnx/i);
});
