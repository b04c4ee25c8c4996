import { createHash } from 'node:crypto';
import { LiveCluster, deadlines } from './cluster';
import { housingCsv, rows } from './housing';
import { kubectl, tryKubectl } from './kubectl';
import { WebHdfs } from './web-hdfs';

const cluster = new LiveCluster('live-hdfs', 'hdfs.environment.ts', ['foundation', 'storage', 'edge']);
const hdfs = new WebHdfs(cluster);
const step = cluster.step.bind(cluster);

const csv = housingCsv();
const file = '/data/housing.csv';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function served(): Promise<void> {
  await cluster.allReady(3);
  await hdfs.writable(deadlines.writable, 1);
}

step('the API server accepts every object, strictly', () => {
  cluster.apply('foundation');
  for (const layer of cluster.layers) cluster.apply(layer, '--dry-run=server', '--validate=strict');
});

/** Waits in the pod for the format to begin, and kills it there; a format that was faster gives another answer. */
const killWhileFormatting =
  'cd /var/lib/hadoop; until [[ -e name.formatting || -e name ]]; do sleep 0.02; done; [[ ! -e name ]] && kill -9 -1';

step('a NameNode killed in the middle of its first format starts with a whole directory', async () => {
  const has = (pattern: string) => cluster.tryInPod('nmnode-0-0', `compgen -G '/var/lib/hadoop/${pattern}'`).status === 0;
  for (let attempt = 1; restarts() === 0; attempt++) {
    if (attempt > 5) throw new Error('five formats were over before they could be killed');
    await forgetHdfs();
    cluster.apply('storage');
    await cluster.waitFor('a format to be killed, or to be over', deadlines.format, () => {
      cluster.tryInPod('nmnode-0-0', killWhileFormatting);
      return restarts() > 0 || has('name');
    });
  }
  await cluster.waitFor(
    'the NameNode to be formatted',
    deadlines.format,
    () => has('name/current/fsimage_*[0-9]') && has('name/current/VERSION'),
  );
  expect(has('name.formatting')).toBe(false);
});

/** Starts of the NameNode's container after the first. */
function restarts(): number {
  const pod = cluster.getAll('pods').find(({ metadata }) => metadata.name === 'nmnode-0-0');
  return pod?.status.containerStatuses?.[0]?.restartCount ?? 0;
}

/** Gives the next NameNode an empty volume, and no DataNode that knows the last one. */
async function forgetHdfs(): Promise<void> {
  tryKubectl(['delete', 'statefulset', 'nmnode-0', 'storage-0', '-n', cluster.name, '--ignore-not-found']);
  tryKubectl(['delete', 'pvc', '--all', '-n', cluster.name, '--wait=false']);
  await cluster.waitFor('the first NameNode and its DataNode to be gone', deadlines.gone, () => cluster.getAll('pods,pvc').length === 0);
}

step('all pods get ready, layer by layer', async () => {
  cluster.apply('edge');
  await served();
});

step('a CSV of 506 rows goes into HDFS and comes back with the same checksum', () => {
  hdfs.put(file, csv);
  const back = hdfs.get(file);
  expect(sha256(back)).toBe(sha256(csv));
  expect(back.trimEnd().split('\n')).toHaveLength(rows + 1);
  expect(JSON.parse(hdfs.call(file, 'op=GETFILESTATUS')).FileStatus).toMatchObject({ length: csv.length, owner: 'hdfs', replication: 1 });
});

step('the data is there after the processes of every pod were killed', async () => {
  const before = cluster.podIdentities();
  for (const pod of ['nmnode-0-0', 'storage-0-0']) cluster.tryInPod(pod, 'kill -9 -1');
  await cluster.waitFor('the kubelet to notice', deadlines.podsReady, () =>
    cluster.getAll('statefulsets').some(({ status }) => !status.readyReplicas),
  );
  await served();
  expect(sha256(hdfs.get(file))).toBe(sha256(csv));
  expect(cluster.podIdentities()).toEqual(before);
});

step('the data is there after every pod was deleted', async () => {
  const before = cluster.podIdentities();
  kubectl(['delete', 'pods', '--all', '-n', cluster.name, '--wait=true'], { timeoutSeconds: deadlines.gone });
  await served();
  expect(sha256(hdfs.get(file))).toBe(sha256(csv));
  const after = cluster.podIdentities();
  for (const pod of ['nmnode-0-0', 'storage-0-0']) expect(after[pod]).not.toBe(before[pod]);
});

step('a flow that is not declared is refused', () => {
  const connect = (pod: string, host: string, port: number) =>
    cluster.tryInPod(pod, `timeout ${deadlines.refusal} bash -c '</dev/tcp/${host}/${port}'`).status === 0;
  expect(connect(WebHdfs.client, 'nmnode-0-svc', 9870)).toBe(true);
  expect(connect('storage-0-0', 'nmnode-0-svc', 9000)).toBe(true);
  // The same pods, by a port that the client did not declare.
  expect(connect(WebHdfs.client, 'nmnode-0-svc', 9000)).toBe(false);
  expect(connect(WebHdfs.client, 'storage-0-svc', 9867)).toBe(false);
  // The other direction of a declared flow.
  expect(connect('nmnode-0-0', 'storage-0-svc', 9866)).toBe(false);
  // Nobody asked for the API server.
  expect(connect(WebHdfs.client, 'kubernetes.default.svc', 443)).toBe(false);
});

step('a pod outside the restricted profile is refused', () => {
  const { status, stderr } = tryKubectl(['run', 'intruder', '-n', cluster.name, '--image=x', '--privileged', '--dry-run=server']);
  expect(status).not.toBe(0);
  expect(stderr).toMatch(/violates PodSecurity "restricted/);
});

step('the data is there after the namespace was deleted and its volumes were bound again', async () => {
  cluster.setReclaimPolicy('Retain');
  await cluster.deleteNamespace();
  const kept = cluster.volumes();
  expect(kept).toHaveLength(2);
  // A claim of the same name gets the volume back once the identity of the old claim is forgotten.
  for (const { metadata } of kept)
    kubectl(['patch', 'persistentvolume', metadata.name, '-p', '{"spec":{"claimRef":{"uid":null,"resourceVersion":null}}}']);
  for (const layer of cluster.layers) cluster.apply(layer);
  await served();
  expect(sha256(hdfs.get(file))).toBe(sha256(csv));
  expect(
    cluster
      .volumes()
      .map(({ metadata }) => metadata.name)
      .toSorted(),
  ).toEqual(kept.map(({ metadata }) => metadata.name).toSorted());
});
