import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { keepEvidence } from './evidence';
import { housingCsv, rows } from './housing';
import { type Answer, getAll, kubectl, tryKubectl } from './kubectl';
import { waitFor } from './wait';

const root = resolve(__dirname, '../..');
const namespace = 'live';
const layers = ['foundation', 'storage', 'edge'];
const nameNode = 'nmnode-0-svc:9870';

/** Deadlines in seconds, each many times what was seen on two idle cores. */
const deadlines = { podsReady: 300, format: 120, writable: 120, gone: 120, refusal: 5 };

const csv = housingCsv();
const directory = mkdtempSync(join(tmpdir(), 'bdc-live-'));
const timings: { step: string; seconds: number; failed: boolean }[] = [];

/** A step of the story; a failed one ends it, since the next ones build on it. */
function step(name: string, run: () => Promise<void> | void): void {
  test(name, async () => {
    if (timings.some(({ failed }) => failed)) throw new Error('not run: an earlier step failed');
    const start = Date.now();
    const timing = { step: name, seconds: 0, failed: true };
    timings.push(timing);
    await run();
    Object.assign(timing, { seconds: (Date.now() - start) / 1000, failed: false });
  });
}

/** Runs a shell command in a pod of the cluster. */
function tryInPod(pod: string, script: string, input?: string): Answer {
  return tryKubectl(['exec', '-i', '-n', namespace, pod, '--', 'bash', '-c', script], { input });
}

function inPod(pod: string, script: string, input?: string): string {
  const { status, stdout, stderr } = tryInPod(pod, script, input);
  if (status !== 0) throw new Error(`${pod}: ${script}\nended with ${status}: ${stderr}`);
  return stdout;
}

const client = 'deployment/client';

function webHdfs(path: string, operation: string, options = ''): string {
  return inPod(
    client,
    `curl --fail-with-body --silent --show-error --max-time 60 --location ${options} 'http://${nameNode}/webhdfs/v1${path}?${operation}&user.name=hdfs'`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Starts of each pod, by name: a pod that was replaced has another identity. */
function podIdentities(): Record<string, string> {
  return Object.fromEntries(getAll('pods', namespace).map(({ metadata }) => [metadata.name, metadata.uid]));
}

async function allReady(): Promise<void> {
  await waitFor('all pods to be ready', deadlines.podsReady, namespace, () => {
    const workloads = getAll('statefulsets,deployments', namespace);
    return (
      workloads.length === 3 &&
      workloads.every(({ spec, status }) => status.readyReplicas === spec.replicas && status.observedGeneration > 0)
    );
  });
}

async function writable(): Promise<void> {
  await waitFor('HDFS to leave safe mode with a DataNode', deadlines.writable, namespace, () => {
    const { beans } = JSON.parse(
      inPod(client, `curl -sS --max-time 10 'http://${nameNode}/jmx?qry=Hadoop:service=NameNode,name=FSNamesystemState'`),
    );
    return beans[0]?.FSState === 'Operational' && beans[0]?.NumLiveDataNodes === 1;
  });
}

async function deleteNamespace(): Promise<void> {
  tryKubectl(['delete', 'namespace', namespace, '--wait=false']);
  tryKubectl(['delete', 'pods', '--all', '-n', namespace, '--grace-period=1', '--wait=false']);
  await waitFor('the namespace to be gone', deadlines.gone, namespace, () => tryKubectl(['get', 'namespace', namespace]).status !== 0);
}

function volumes(): any[] {
  return getAll('persistentvolumes').filter(({ spec }) => spec.claimRef?.namespace === namespace);
}

function apply(layer: string): void {
  kubectl(['apply', '--server-side', '-k', join(directory, namespace, layer)]);
}

beforeAll(async () => {
  await deleteNamespace();
  for (const { metadata } of volumes()) kubectl(['delete', 'persistentvolume', metadata.name, '--wait=false']);
  execFileSync(process.execPath, [join(root, 'build/cli/main.js'), 'synth', join(__dirname, 'environment.ts'), '-o', directory], {
    cwd: root,
    stdio: 'inherit',
  });
});

afterAll(async () => {
  const folder = keepEvidence(namespace, timings);
  process.stderr.write(`evidence is in ${folder}\n`);
  if (timings.some(({ failed }) => failed)) return;
  for (const { metadata } of volumes())
    kubectl(['patch', 'persistentvolume', metadata.name, '-p', '{"spec":{"persistentVolumeReclaimPolicy":"Delete"}}']);
  await deleteNamespace();
  rmSync(directory, { recursive: true, force: true });
});

step('the API server accepts every object, strictly', () => {
  apply('foundation');
  for (const layer of layers) {
    kubectl(['apply', '--server-side', '--dry-run=server', '--validate=strict', '-k', join(directory, namespace, layer)]);
  }
});

step('a NameNode killed in the middle of its first format starts with a whole directory', async () => {
  apply('storage');
  const has = (pattern: string) => tryInPod('nmnode-0-0', `compgen -G '/var/lib/hadoop/${pattern}'`).status === 0;
  await waitFor('the format to begin', deadlines.format, namespace, () => has('name.formatting'));
  expect(has('name')).toBe(false);
  tryInPod('nmnode-0-0', 'kill -9 -1');
  await waitFor(
    'the NameNode to be formatted',
    deadlines.format,
    namespace,
    () => has('name/current/fsimage_*[0-9]') && has('name/current/VERSION'),
  );
  expect(has('name.formatting')).toBe(false);
  expect(getAll('pods', namespace).find(({ metadata }) => metadata.name === 'nmnode-0-0').status.containerStatuses[0].restartCount).toBe(1);
});

step('all pods get ready, layer by layer', async () => {
  apply('edge');
  await allReady();
  await writable();
});

step('a CSV of 506 rows goes into HDFS and comes back with the same checksum', () => {
  inPod(client, 'cat > /tmp/housing.csv', csv);
  webHdfs('/data/housing.csv', 'op=CREATE&overwrite=true', '--upload-file /tmp/housing.csv');
  const back = webHdfs('/data/housing.csv', 'op=OPEN');
  expect(sha256(back)).toBe(sha256(csv));
  expect(back.trimEnd().split('\n')).toHaveLength(rows + 1);
  expect(JSON.parse(webHdfs('/data/housing.csv', 'op=GETFILESTATUS')).FileStatus).toMatchObject({
    length: csv.length,
    owner: 'hdfs',
    replication: 1,
  });
});

step('the data is there after the processes of every pod were killed', async () => {
  const before = podIdentities();
  for (const pod of ['nmnode-0-0', 'storage-0-0']) tryInPod(pod, 'kill -9 -1');
  await waitFor('the kubelet to notice', deadlines.podsReady, namespace, () =>
    getAll('statefulsets', namespace).some(({ status }) => !status.readyReplicas),
  );
  await allReady();
  await writable();
  expect(sha256(webHdfs('/data/housing.csv', 'op=OPEN'))).toBe(sha256(csv));
  expect(podIdentities()).toEqual(before);
});

step('the data is there after every pod was deleted', async () => {
  const before = podIdentities();
  kubectl(['delete', 'pods', '--all', '-n', namespace, '--wait=true'], { timeoutSeconds: deadlines.gone });
  await allReady();
  await writable();
  expect(sha256(webHdfs('/data/housing.csv', 'op=OPEN'))).toBe(sha256(csv));
  const after = podIdentities();
  for (const pod of ['nmnode-0-0', 'storage-0-0']) expect(after[pod]).not.toBe(before[pod]);
});

step('a flow that is not declared is refused', () => {
  const connect = (pod: string, host: string, port: number) =>
    tryInPod(pod, `timeout ${deadlines.refusal} bash -c '</dev/tcp/${host}/${port}'`).status === 0;
  expect(connect(client, 'nmnode-0-svc', 9870)).toBe(true);
  expect(connect('storage-0-0', 'nmnode-0-svc', 9000)).toBe(true);
  // The same pods, by a port that the client did not declare.
  expect(connect(client, 'nmnode-0-svc', 9000)).toBe(false);
  expect(connect(client, 'storage-0-svc', 9867)).toBe(false);
  // The other direction of a declared flow.
  expect(connect('nmnode-0-0', 'storage-0-svc', 9866)).toBe(false);
  // Nobody asked for the API server.
  expect(connect(client, 'kubernetes.default.svc', 443)).toBe(false);
});

step('a pod outside the restricted profile is refused', () => {
  const { status, stderr } = tryKubectl(['run', 'intruder', '-n', namespace, '--image=x', '--privileged', '--dry-run=server']);
  expect(status).not.toBe(0);
  expect(stderr).toMatch(/violates PodSecurity "restricted/);
});

step('the data is there after the namespace was deleted and its volumes were bound again', async () => {
  for (const { metadata } of volumes())
    kubectl(['patch', 'persistentvolume', metadata.name, '-p', '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}']);
  await deleteNamespace();
  const kept = volumes();
  expect(kept).toHaveLength(2);
  // A claim of the same name gets the volume back once the identity of the old claim is forgotten.
  for (const { metadata } of kept)
    kubectl(['patch', 'persistentvolume', metadata.name, '-p', '{"spec":{"claimRef":{"uid":null,"resourceVersion":null}}}']);
  for (const layer of layers) apply(layer);
  await allReady();
  await writable();
  expect(sha256(webHdfs('/data/housing.csv', 'op=OPEN'))).toBe(sha256(csv));
  expect(
    volumes()
      .map(({ metadata }) => metadata.name)
      .toSorted(),
  ).toEqual(kept.map(({ metadata }) => metadata.name).toSorted());
});
