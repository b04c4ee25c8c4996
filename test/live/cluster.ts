import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { keepEvidence } from './evidence';
import { type Answer, getAll, kubectl, tryKubectl } from './kubectl';
import { waitFor } from './wait';

const root = resolve(__dirname, '../..');

/** Deadlines in seconds, each many times what was seen on two idle cores. */
export const deadlines = { podsReady: 300, format: 120, writable: 120, gone: 300, refusal: 5 };

/** An environment of `test/live` applied to the cluster that kubectl talks to. */
export class LiveCluster {
  private readonly directory = mkdtempSync(join(tmpdir(), 'bdc-live-'));
  private readonly timings: { step: string; seconds: number; failed: boolean }[] = [];

  /**
   * Registers what has to happen before and after the steps. With the variable `LIVE_REUSE` the cluster that runs is used, and stays.
   *
   * @param name of the environment, and of its namespace
   * @param file program with the environment, beside this one
   * @param layers of the environment, in their order
   */
  constructor(
    readonly name: string,
    file: string,
    readonly layers: readonly string[],
  ) {
    const reuse = Boolean(process.env.LIVE_REUSE);
    beforeAll(async () => {
      if (!reuse) {
        await this.deleteNamespace();
        for (const { metadata } of this.volumes())
          kubectl(['delete', 'persistentvolume', metadata.name, '--wait=false', '--ignore-not-found']);
      }
      const bdc = join(root, 'build/cli/main.js');
      execFileSync(process.execPath, [bdc, 'synth', join(__dirname, file), '-o', this.directory], { cwd: root, stdio: 'inherit' });
    });
    afterAll(async () => {
      process.stderr.write(`evidence is in ${keepEvidence(name, this.timings)}\n`);
      if (this.failed || reuse) return;
      this.setReclaimPolicy('Delete');
      await this.deleteNamespace();
      rmSync(this.directory, { recursive: true, force: true });
    });
  }

  /** A step of the story; a failed one ends it, since the next ones build on it. */
  step(name: string, run: () => Promise<void> | void): void {
    test(name, async () => {
      if (this.failed) throw new Error('not run: an earlier step failed');
      const start = Date.now();
      const timing = { step: name, seconds: 0, failed: true };
      this.timings.push(timing);
      try {
        await run();
        timing.failed = false;
      } finally {
        timing.seconds = (Date.now() - start) / 1000;
      }
    });
  }

  apply(layer: string, ...options: readonly string[]): void {
    kubectl(['apply', '--server-side', '-k', join(this.directory, this.name, layer), ...options]);
  }

  /** Runs a shell command in a pod, whatever it answers. */
  tryInPod(pod: string, script: string, input?: string, timeoutSeconds?: number): Answer {
    return tryKubectl(['exec', '-i', '-n', this.name, pod, '--', 'bash', '-c', script], { input, timeoutSeconds });
  }

  /**
   * Runs a shell command in a pod.
   *
   * @throws Error with what it said, if it fails
   */
  inPod(pod: string, script: string, input?: string, timeoutSeconds?: number): string {
    const { status, stdout, stderr } = this.tryInPod(pod, script, input, timeoutSeconds);
    if (status !== 0) throw new Error(`${pod}: ${script}\nended with ${status}: ${stderr}`);
    return stdout;
  }

  waitFor(what: string, seconds: number, condition: () => boolean | Promise<boolean>): Promise<void> {
    return waitFor(what, seconds, this.name, condition);
  }

  /** Waits until every workload has all its pods ready. */
  allReady(workloads: number, atMost = deadlines.podsReady): Promise<void> {
    return this.waitFor('all pods to be ready', atMost, () => {
      const all = this.getAll('statefulsets,deployments');
      return (
        all.length === workloads && all.every(({ spec, status }) => status.readyReplicas === spec.replicas && status.observedGeneration > 0)
      );
    });
  }

  getAll(kind: string): any[] {
    return getAll(kind, this.name);
  }

  /** Identity of each pod, by name: a pod that was replaced has another. */
  podIdentities(): Record<string, string> {
    return Object.fromEntries(this.getAll('pods').map(({ metadata }) => [metadata.name, metadata.uid]));
  }

  /** Persistent volumes that claims of the namespace have, or had. */
  volumes(): any[] {
    return getAll('persistentvolumes').filter(({ spec }) => spec.claimRef?.namespace === this.name);
  }

  setReclaimPolicy(policy: 'Retain' | 'Delete'): void {
    const patch = JSON.stringify({ spec: { persistentVolumeReclaimPolicy: policy } });
    for (const { metadata } of this.volumes()) kubectl(['patch', 'persistentvolume', metadata.name, '-p', patch]);
  }

  async deleteNamespace(): Promise<void> {
    tryKubectl(['delete', 'namespace', this.name, '--wait=false']);
    for (const kind of ['validatingadmissionpolicybinding', 'validatingadmissionpolicy']) {
      tryKubectl(['delete', kind, `keep-data-${this.name}`, '--ignore-not-found']);
    }
    tryKubectl(['delete', 'pods', '--all', '-n', this.name, '--grace-period=1', '--wait=false']);
    await this.waitFor('the namespace to be gone', deadlines.gone, () => tryKubectl(['get', 'namespace', this.name]).status !== 0);
  }

  private get failed(): boolean {
    return this.timings.some(({ failed }) => failed);
  }
}
