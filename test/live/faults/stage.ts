import { setTimeout } from 'node:timers/promises';
import { kubectl, tryKubectl } from '../kubectl';
import { LiveCluster, deadlines } from '../cluster';
import { Gateway } from '../gateway';
import { WebHdfs } from '../web-hdfs';
import { Promises } from './promises';
import { Witness } from './witness';

export const nameNodes = ['nmnode-0-0', 'nmnode-0-1'] as const;
export const quorum = ['zookeeper-0', 'zookeeper-1', 'zookeeper-2'] as const;
export const storage = ['storage-0-0', 'storage-0-1'] as const;
export const heads = ['sparkhead-0', 'sparkhead-1'] as const;

/** Workloads of `local-ha`, and the client of the test. */
const workloads = 9;

/**
 * Seconds in which a cluster has to be whole again after a fault. Kubernetes starts a container that ended often only after
 * minutes, which the promises are not about.
 */
const recovery = 600;

/** Seconds in which something has to work without a failure to count as working. */
const steady = 3;

/** `local-ha` with a witness that writes and reads, and what it takes to break things in it. */
export class Stage {
  readonly cluster = new LiveCluster('live-ha', 'local-ha.environment.ts', ['foundation', 'control', 'storage', 'spark', 'edge', 'ml']);
  readonly gateway = new Gateway(this.cluster);
  readonly promises = new Promises();
  readonly witness = new Witness(this.cluster, nameNodes);

  constructor() {
    afterAll(() => this.promises.publish(this.cluster.name));
    this.cluster.step('all pods get ready, and a witness writes and reads from now on', async () => {
      for (const layer of this.cluster.layers) this.cluster.apply(layer);
      await this.cluster.allReady(workloads);
      this.witness.start();
      await this.whole();
    });
  }

  /** A fault in a cluster that is whole. The next ones are injected whether this one kept its promise or not. */
  fault(name: string, run: () => Promise<void>): void {
    test(name, async () => {
      await this.whole();
      await run();
    });
  }

  /** Waits until all pods are ready and HDFS has taken files for a while. */
  async whole(): Promise<void> {
    await this.cluster.allReady(workloads, recovery);
    await this.oneActiveOneStandby();
    await this.writesAgain(recovery);
  }

  async writesAgain(atMost: number): Promise<void> {
    await this.cluster.waitFor('the witness to write steadily', atMost, () => this.witness.writesSteadily(steady));
  }

  /**
   * Injects a fault and holds the longest pause of the witness against a promise.
   *
   * @param atMost in seconds
   */
  async pauseOfWriting(fault: string, atMost: number, inject: () => void | Promise<void>): Promise<void> {
    const since = Date.now() / 1000;
    await inject();
    // So that the pause is over, or surely too long.
    await setTimeout(1000 * steady);
    await this.writesAgain(atMost + recovery);
    this.promises.hold(fault, 'no file is acknowledged', this.witness.longestPause(since), atMost);
  }

  /**
   * Injects a fault and holds the time until the last failure of `works` against a promise.
   *
   * @param atMost in seconds
   */
  async outage(fault: string, what: string, atMost: number, works: () => Promise<boolean>, inject: () => void): Promise<void> {
    const start = Date.now();
    inject();
    let lastFailure = start;
    while (Date.now() - lastFailure < steady * 1000 || Date.now() - start < steady * 1000) {
      if (Date.now() - start > recovery * 1000) throw new Error(`${what}: not again within ${recovery} s`);
      if (!(await works().catch(() => false))) lastFailure = Date.now();
      await setTimeout(200);
    }
    this.promises.hold(fault, what, (lastFailure - start) / 1000, atMost);
  }

  /** Signals every process of a container but its first, which ends by itself when it has no child any more. */
  signal(pod: string, container: string, signal: 'KILL' | 'STOP' | 'CONT'): void {
    const answer = tryKubectl(['exec', '-n', this.cluster.name, pod, '-c', container, '--', 'bash', '-c', `kill -${signal} -1`]);
    // Whoever kills may go with the container before it can answer.
    if (answer.status !== 0 && signal !== 'KILL') throw new Error(`${pod}/${container}: SIG${signal} was not sent: ${answer.stderr}`);
  }

  kill(container: string, ...pods: readonly string[]): void {
    for (const pod of pods) this.signal(pod, container, 'KILL');
  }

  /** Deletes pods as if they were never asked to end. */
  deletePods(...pods: readonly string[]): void {
    kubectl(['delete', 'pods', '-n', this.cluster.name, ...pods, '--grace-period=1', '--wait=false']);
  }

  podsOf(workload: string): any[] {
    return this.cluster.getAll('pods').filter(({ metadata }) => metadata.labels['app.kubernetes.io/component'] === workload);
  }

  namesOf(workload: string): string[] {
    return this.podsOf(workload).map(({ metadata }) => metadata.name);
  }

  addressOf(pod: string): string {
    return this.cluster.getAll('pods').find(({ metadata }) => metadata.name === pod).status.podIP;
  }

  /** How often each container was started again, by `<pod>/<container>`. */
  restarts(): Record<string, number> {
    return Object.fromEntries(
      this.cluster
        .getAll('pods')
        .flatMap(({ metadata, status }) =>
          status.containerStatuses.map(({ name, restartCount }: any) => [`${metadata.name}/${name}`, restartCount]),
        ),
    );
  }

  /** State of a NameNode; nothing if it does not answer. */
  state(nameNode: string): string | undefined {
    return this.status(nameNode)?.State;
  }

  /** What a NameNode tells of itself; nothing if it does not answer. */
  status(nameNode: string): any {
    try {
      return new WebHdfs(this.cluster, `${nameNode}.nmnode-0-svc`).bean('NameNodeStatus');
    } catch {
      return undefined;
    }
  }

  /** The NameNode that is active, and the other one. */
  roles(): { active: string; other: string } {
    const active = nameNodes.filter((nameNode) => this.state(nameNode) === 'active');
    if (active.length !== 1) throw new Error(`active: ${active.join(' and ') || 'none'}`);
    return { active: active[0]!, other: nameNodes.find((nameNode) => nameNode !== active[0])! };
  }

  /** Waits for an active NameNode and for one that could take over: in safe mode it may not. */
  async oneActiveOneStandby(): Promise<void> {
    await this.cluster.waitFor('one active and one standby NameNode', deadlines.podsReady, () => {
      const states = nameNodes.map((nameNode) => this.state(nameNode)).toSorted();
      const inSafeMode = nameNodes.some((nameNode) => new WebHdfs(this.cluster, `${nameNode}.nmnode-0-svc`).bean('NameNodeInfo').Safemode);
      return states[0] === 'active' && states[1] === 'standby' && !inSafeMode;
    });
  }
}
