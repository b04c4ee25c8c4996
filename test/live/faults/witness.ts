import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ports } from '../../../environments/endpoints';
import type { LiveCluster } from '../cluster';

const pod = 'deployment/client';

/** What the witness in the pod saw; seconds since 1970. */
interface Event {
  readonly op: 'write' | 'read' | 'stale' | 'wrong';
  readonly file: number;
  readonly start: number;
  readonly end: number;
  readonly node: string;
}

/** A client inside of the cluster that writes and reads HDFS without a pause (`witness.py`). */
export class Witness {
  constructor(
    private readonly cluster: LiveCluster,
    private readonly nameNodes: readonly string[],
  ) {}

  start(): void {
    this.cluster.inPod(pod, 'cat > /tmp/witness.py', readFileSync(join(__dirname, 'witness.py'), 'utf8'));
    this.cluster.inPod(pod, `setsid nohup python3 /tmp/witness.py ${this.addresses} >/tmp/witness.out 2>&1 </dev/null &`);
  }

  /** Events that ended after `since`, in seconds since 1970. */
  events(since = 0): Event[] {
    const log = this.cluster.inPod(pod, 'cat /tmp/witness.log');
    // The last line may be half written.
    const lines = log.slice(0, log.lastIndexOf('\n')).split('\n');
    return lines.map((line) => JSON.parse(line) as Event).filter(({ end }) => end > since);
  }

  /** Longest time, in seconds, in which no file was acknowledged, from `since` to the last one that was. */
  longestPause(since: number): number {
    const acknowledged = this.events().filter(({ op }) => op === 'write');
    let pause = 0;
    let previous = since;
    for (const { end } of acknowledged) {
      if (end <= since) continue;
      pause = Math.max(pause, end - previous);
      previous = end;
    }
    return pause;
  }

  /** Whether files were acknowledged in each of the last `seconds`, and lately at all. */
  writesSteadily(seconds: number): boolean {
    const now = Date.now() / 1000;
    const ends = this.events(now - seconds).flatMap(({ op, end }) => (op === 'write' ? [end] : []));
    return ends.length > 0 && [...ends, now].every((end, i) => end - (ends[i - 1] ?? now - seconds) < 2);
  }

  /** Reads every acknowledged file once more: how many there are, and those that are gone or wrong. */
  readAll(): { files: number; bad: unknown[] } {
    return JSON.parse(this.cluster.inPod(pod, `python3 /tmp/witness.py --all ${this.addresses}`, undefined, 600));
  }

  private get addresses(): string {
    return this.nameNodes.map((name) => `${name}.nmnode-0-svc:${ports['name-node']['nn-http']}`).join(' ');
  }
}
