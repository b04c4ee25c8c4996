import { setTimeout } from 'node:timers/promises';
import { type Clock, minutes, seconds } from './clock';
import type { Leader } from './kubernetes/leader';
import type { Log } from './log';

const turn = 5 * seconds;
const passEvery = minutes;

/** Asks for the Lease again and again, and works while it is held: every minute, and as soon as it is urgent. */
export class Loop {
  private turned: number;
  private nextPass = 0;
  private isFirstPass = true;
  private working: Promise<void> = Promise.resolve();
  private isWorking = false;
  private readonly end = new AbortController();

  constructor(
    private readonly leader: Leader,
    private readonly work: () => Promise<number>,
    private readonly isUrgent: () => boolean,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.turned = clock().getTime();
  }

  /** Whether it has turned within a minute; the API server may be away longer, the loop may not. */
  get isAlive(): boolean {
    return this.clock().getTime() - this.turned < minutes;
  }

  async run(): Promise<void> {
    let held = false;
    while (!this.end.signal.aborted) {
      this.turned = this.clock().getTime();
      try {
        const holds = await this.leader.attempt();
        if (holds !== held) this.log(holds ? 'holds the Lease' : 'has lost the Lease');
        if (!holds) {
          this.isFirstPass = true;
          this.nextPass = 0;
        }
        held = holds;
        if (this.isUrgent()) this.nextPass = 0;
        // Beside the loop: the Lease has to be renewed while keys are made.
        if (holds && !this.isWorking && this.turned >= this.nextPass) this.working = this.pass();
      } catch (error) {
        this.log('the Lease could not be asked for', { error: String(error) });
      }
      await setTimeout(turn, undefined, { signal: this.end.signal }).catch(() => undefined);
    }
    await this.working;
    await this.leader.release().catch((error) => this.log('the Lease could not be released', { error: String(error) }));
  }

  stop(): void {
    this.end.abort();
  }

  private async pass(): Promise<void> {
    this.isWorking = true;
    try {
      const written = await this.work();
      if (written > 0 || this.isFirstPass) this.log('pass ended', { written });
      this.isFirstPass = false;
      this.nextPass = this.clock().getTime() + passEvery;
    } catch (error) {
      // Tried again with the next turn.
      this.log('the pass was broken off', { error: String(error) });
    } finally {
      this.isWorking = false;
    }
  }
}
