import { type Clock, seconds } from '../clock';
import { ApiError, type KubernetesObject, type Objects } from './objects';

export interface Lease extends KubernetesObject {
  readonly spec?: {
    readonly holderIdentity?: string;
    readonly leaseDurationSeconds?: number;
    readonly acquireTime?: string;
    readonly renewTime?: string;
    readonly leaseTransitions?: number;
  };
}

/** Seconds that a holder may be silent until another one takes its place. */
const durationSeconds = 15;

/** The holder itself stops acting this long before. */
const margin = 5 * seconds;

/**
 * Who of several acts: the holder of a Lease.
 *
 * Clocks of machines are never compared: a Lease has ended once nobody changed it for its duration by the own clock.
 */
export class Leader {
  private heldUntil = 0;
  private seen: { readonly version: string | undefined; readonly since: number } | undefined;

  constructor(
    private readonly leases: Objects<Lease>,
    private readonly name: string,
    private readonly identity: string,
    private readonly clock: Clock,
  ) {}

  get isHolder(): boolean {
    return this.clock().getTime() < this.heldUntil;
  }

  /** Renews the Lease, or takes it if nobody has it; says whether it is held. */
  async attempt(): Promise<boolean> {
    // From before the question: the answer may have been long on its way.
    const asked = this.clock().getTime();
    const lease = await this.leases.get(this.name);
    if (!lease) throw new Error(`there is no Lease ${this.name}`);
    if (!this.mayTake(lease, asked)) {
      this.heldUntil = 0;
      return false;
    }
    try {
      await this.leases.replace({ ...lease, spec: this.renewed(lease, asked) });
      this.heldUntil = asked + durationSeconds * seconds - margin;
    } catch (error) {
      if (!(error instanceof ApiError && error.isConflict)) throw error;
      this.heldUntil = 0;
    }
    return this.isHolder;
  }

  /** Lets another one act at once. */
  async release(): Promise<void> {
    if (!this.isHolder) return;
    this.heldUntil = 0;
    const lease = await this.leases.get(this.name);
    if (lease?.spec?.holderIdentity !== this.identity) return;
    await this.leases.replace({ ...lease, spec: { ...lease.spec, holderIdentity: '' } });
  }

  private mayTake({ metadata, spec = {} }: Lease, now: number): boolean {
    if (this.seen?.version !== metadata.resourceVersion) this.seen = { version: metadata.resourceVersion, since: now };
    if (!spec.holderIdentity || spec.holderIdentity === this.identity) return true;
    return now - this.seen!.since >= (spec.leaseDurationSeconds ?? durationSeconds) * seconds;
  }

  private renewed({ spec = {} }: Lease, now: number): Lease['spec'] {
    // Kubernetes writes times of Leases with microseconds.
    const time = new Date(now).toISOString().replace('Z', '000Z');
    const same = spec.holderIdentity === this.identity;
    return {
      holderIdentity: this.identity,
      leaseDurationSeconds: durationSeconds,
      renewTime: time,
      acquireTime: same && spec.acquireTime ? spec.acquireTime : time,
      leaseTransitions: (spec.leaseTransitions ?? 0) + (same ? 0 : 1),
    };
  }
}
