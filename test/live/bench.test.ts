import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { LiveCluster, deadlines } from './cluster';
import { evidence } from './evidence';
import { Gateway } from './gateway';
import { LivySession } from './livy';
import { memoryOf } from './memory';
import { WebHdfs } from './web-hdfs';

const root = resolve(__dirname, '../..');
const layers = ['foundation', 'control', 'storage', 'spark', 'edge', 'ml'];

/** Seconds in which a cluster comes to rest after it got ready. */
const rest = 60;

/** Size of the file that is written and read, in MiB; each way is taken `rounds` times, and the median counts. */
const size = 256;
const rounds = 3;

const rows: string[] = [];
const row = (environment: string, what: string, measured: string, wanted: string) =>
  rows.push(`| ${environment} | ${what} | ${measured} | ${wanted} |`);

afterAll(() => {
  const table = ['| environment | what | measured | wanted |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
  mkdirSync(evidence, { recursive: true });
  writeFileSync(join(evidence, 'bench.md'), table);
  process.stderr.write(table);
});

describe.each([
  { environment: 'local', name: 'live', file: 'local.environment.ts', workloads: 7, limit: 3072 },
  { environment: 'local-ha', name: 'live-ha', file: 'local-ha.environment.ts', workloads: 9, limit: 4608 },
])('$environment', ({ environment, name, file, workloads, limit }) => {
  const cluster = new LiveCluster(name, file, layers);
  const gateway = new Gateway(cluster);

  /** What it holds without the client of the test. */
  const held = () =>
    Object.entries(memoryOf(cluster)).flatMap(([container, memory]) => (container.startsWith('client') ? [] : [{ container, memory }]));

  cluster.step('all pods get ready', async () => {
    const start = Date.now();
    for (const layer of layers) cluster.apply(layer);
    await cluster.allReady(workloads);
    row(environment, 'from apply to all pods ready', seconds(Date.now() - start), '300 s');
  });

  cluster.step('memory, idle', async () => {
    await setTimeout(rest * 1000);
    const containers = held();
    row(environment, 'memory (proportional set size), idle', mebibytes(sum(containers)), mebibytes(limit));
    mkdirSync(evidence, { recursive: true });
    writeFileSync(
      join(evidence, `memory-${environment}.txt`),
      containers.map(({ container, memory }) => `${memory.toFixed(0).padStart(6)} MiB  ${container}\n`).join(''),
    );
  });

  if (environment === 'local-ha') cluster.step('a large file by each door', () => throughput(cluster, gateway));

  cluster.step('a session', async () => {
    const login = gateway.admin;
    await cluster.waitFor(
      'HDFS to let files be written',
      deadlines.writable,
      async () => (await gateway.ask('webhdfs/v1/user/admin?op=GETFILESTATUS', { login })).status === 200,
    );
    const start = Date.now();
    const session = await LivySession.start(cluster, gateway, login);
    const result = await session.run('print(spark.range(1000).count())');
    if (!result.includes('1000')) throw new Error(result);
    row(environment, 'from the request of a session to its first result', seconds(Date.now() - start), '60 s');
    await session.delete();
  });

  cluster.step('the story of the houses', () => {
    const start = Date.now();
    execFileSync(join(root, 'demo/run'), ['--out', join(evidence, name, 'demo')], {
      cwd: root,
      env: { ...process.env, NAMESPACE: name },
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 15 * 60_000,
    });
    row(environment, 'the story of the houses', seconds(Date.now() - start), '480 s');
    row(environment, 'memory after it', mebibytes(sum(held())), '');
  });
});

/** Writes and reads a file by HDFS's own client, by S3, and by the gateway: MiB in a second, and the share of the first. */
async function throughput(cluster: LiveCluster, gateway: Gateway): Promise<void> {
  const login = gateway.admin;
  await new WebHdfs(cluster).writable(deadlines.writable, 2);
  const clientFiles = cluster.getAll('configmaps').find(({ metadata }) => metadata.name === 'hdfs-client');
  const inClient = (script: string, input?: string) => cluster.inPod(WebHdfs.client, script, input, 300);
  inClient('mkdir -p /tmp/hadoop');
  for (const [file, text] of Object.entries<string>(clientFiles.data)) inClient(`cat > /tmp/hadoop/${file}`, text);
  inClient('cat > /tmp/ca.crt', gateway.door.ca);
  inClient('cat > /tmp/throughput.py', readFileSync(join(__dirname, 'throughput.py'), 'utf8'));
  inClient(`head -c ${size}M /dev/urandom > /tmp/file`);

  const hdfs = (command: string) => {
    const run = `HADOOP_CONF_DIR=/tmp/hadoop HADOOP_USER_NAME=hdfs hdfs dfs ${command}`;
    return Number(inClient(`start=$EPOCHREALTIME; ${run} >/dev/null; awk "BEGIN { print $EPOCHREALTIME - $start }"`));
  };
  const byHdfs = () => {
    // What Java takes to start is not what a file takes.
    const start = hdfs('-test -e /');
    return {
      write: hdfs('-put -f /tmp/file /throughput') - start,
      read: hdfs('-cat /throughput') - start,
    };
  };
  const byS3 = () => {
    const keys = `${gateway.secret('s3-mlflow', 'access-key')}\n${gateway.secret('s3-mlflow', 'secret-key')}\n`;
    return JSON.parse(inClient(`python3 /tmp/throughput.py s3-svc:9444 /tmp/ca.crt mlflow ${size}`, keys));
  };
  const byGateway = async () => {
    const content = 'x'.repeat(size << 20);
    const path = '/user/admin/throughput';
    const written = Date.now();
    expect((await gateway.put(path, content, login)).status).toBe(201);
    const read = Date.now();
    expect((await gateway.get(path, login)).body.length).toBe(content.length);
    return { write: (read - written) / 1000, read: (Date.now() - read) / 1000 };
  };
  const ways: { way: string; run: () => { write: number; read: number } | Promise<{ write: number; read: number }>; share: string }[] = [
    { way: "HDFS's own client", run: byHdfs, share: '' },
    { way: 'S3', run: byS3, share: '0.8' },
    { way: 'the gateway', run: byGateway, share: '' },
  ];
  const taken: { write: number; read: number }[][] = ways.map(() => []);
  for (let round = 0; round < rounds; round++) for (const [i, { run }] of ways.entries()) taken[i]!.push(await run());
  for (const direction of ['write', 'read'] as const) {
    const own = median(taken[0]!.map((times) => times[direction]));
    for (const [i, { way, share }] of ways.entries()) {
      const time = median(taken[i]!.map((times) => times[direction]));
      row(
        'local-ha',
        `${direction} ${size} MiB by ${way}`,
        `${(size / time).toFixed(0)} MiB/s, ${(own / time).toFixed(2)} of the first`,
        share,
      );
    }
  }
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(0)} s`;
const mebibytes = (number: number) => `${number.toFixed(0)} MiB`;
const sum = (containers: { memory: number }[]) => containers.reduce((all, container) => all + container.memory, 0);
