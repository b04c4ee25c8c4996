import { LiveCluster, deadlines } from './cluster';
import { housingCsv } from './housing';
import { kubectl } from './kubectl';
import { WebHdfs } from './web-hdfs';

const cluster = new LiveCluster('live-ha', 'local-ha.environment.ts', ['foundation', 'control', 'storage', 'spark', 'edge', 'ml']);
const step = cluster.step.bind(cluster);

const nameNodes = ['nmnode-0-0', 'nmnode-0-1'];
const csv = housingCsv();
const file = '/data/housing.csv';

/** Seconds within which the other NameNode has to be active; the promise of docs/operations.md. */
const takeover = { killed: 10, deleted: 25 };

/** State of a NameNode; nothing if it does not answer. */
function state(nameNode: string): string | undefined {
  try {
    return new WebHdfs(cluster).bean('NameNodeStatus', `${nameNode}.nmnode-0-svc`)?.State;
  } catch {
    return undefined;
  }
}

function active(): string[] {
  return nameNodes.filter((nameNode) => state(nameNode) === 'active');
}

/** HDFS by the NameNode that is active now. */
function hdfs(): WebHdfs {
  const [nameNode] = active();
  if (!nameNode) throw new Error('no NameNode is active');
  return new WebHdfs(cluster, `${nameNode}.nmnode-0-svc`);
}

async function oneActiveOneStandby(): Promise<void> {
  await cluster.waitFor('one active and one standby NameNode', deadlines.podsReady, () => {
    const states = nameNodes.map(state).toSorted();
    return states[0] === 'active' && states[1] === 'standby';
  });
}

/** Seconds from now until `nameNode` is active. */
async function secondsUntilActive(nameNode: string, atMost: number): Promise<number> {
  const start = Date.now();
  await cluster.waitFor(`${nameNode} to be active`, atMost, () => state(nameNode) === 'active');
  return (Date.now() - start) / 1000;
}

step('all pods get ready, layer by layer', async () => {
  for (const layer of cluster.layers) cluster.apply(layer);
  await cluster.allReady(9);
});

step('one NameNode is active, the other stands by, and both ResourceManagers see every NodeManager', async () => {
  await oneActiveOneStandby();
  await hdfs().writable(deadlines.writable, 2);
  await cluster.waitFor('both NodeManagers to be registered', deadlines.podsReady, () => {
    const metrics = cluster.inPod(WebHdfs.client, 'curl -sS --max-time 10 --location http://sparkhead-svc:8088/ws/v1/cluster/metrics');
    return JSON.parse(metrics).clusterMetrics?.activeNodes === 2;
  });
});

step('the standby takes over from a NameNode that was killed, and what was written is there', async () => {
  hdfs().put(file, csv);
  const [killed] = active();
  const other = nameNodes.find((nameNode) => nameNode !== killed)!;
  kubectl(['exec', '-n', cluster.name, killed!, '-c', 'name-node', '--', 'bash', '-c', 'kill -9 -1; true']);
  expect(await secondsUntilActive(other, takeover.killed)).toBeLessThan(takeover.killed);
  expect(hdfs().get(file)).toBe(csv);
  await oneActiveOneStandby();
});

step('a NameNode is active again after the pod of the active one was deleted: the other, or the new pod if it is faster', async () => {
  const [deleted] = active();
  const { [deleted!]: identity } = cluster.podIdentities();
  kubectl(['delete', 'pod', '-n', cluster.name, deleted!, '--grace-period=1', '--wait=false']);
  await cluster.waitFor('a NameNode to be active', takeover.deleted, () => {
    const [now] = active();
    return now !== undefined && cluster.podIdentities()[now] !== identity;
  });
  expect(hdfs().get(file)).toBe(csv);
  await oneActiveOneStandby();
});

step('one member of the quorum and one DataNode can be away: a client that tries again reads and writes', async () => {
  kubectl(['delete', 'pod', '-n', cluster.name, 'zookeeper-1', 'storage-0-1', '--grace-period=1', '--wait=false']);
  // A NameNode sends callers to a DataNode until it misses its heartbeats.
  await cluster.waitFor('a file to be read', deadlines.writable, () => hdfs().get(file) === csv);
  await cluster.waitFor('a file to be written', deadlines.writable, () => {
    hdfs().put('/data/again.csv', csv);
    return hdfs().get('/data/again.csv') === csv;
  });
  await cluster.allReady(9);
});

step('the data is there after every pod was deleted at once', async () => {
  kubectl(['delete', 'pods', '--all', '-n', cluster.name, '--grace-period=1', '--wait=true'], { timeoutSeconds: deadlines.gone });
  await cluster.allReady(9);
  await oneActiveOneStandby();
  await hdfs().writable(deadlines.writable, 2);
  expect(hdfs().get(file)).toBe(csv);
});
