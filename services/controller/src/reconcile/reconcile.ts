import type { Objects } from '../kubernetes/objects';
import type { Pods } from '../kubernetes/pods';
import type { Secret } from '../kubernetes/secret';
import type { Log } from '../log';
import type { Means } from '../means';
import type { Plan } from '../plan';
import { apply } from './apply';
import { build } from './build';
import { dereference } from './dereference';
import type { Problem } from './problem';
import type { Status } from './status';
import { validate } from './validate';

/** What a pass works with. */
export interface Surroundings extends Means {
  readonly secrets: Objects<Secret>;
  readonly pods: Pods;
  readonly mayWrite: () => boolean;
  readonly status: Status;
  readonly log: Log;
}

/** One pass from what is there to what should be; returns how many Secrets it wrote. */
export async function reconcile(plan: Plan, { secrets, pods, mayWrite, status, log, ...means }: Surroundings): Promise<number> {
  const observed = await dereference(plan, secrets);
  const problems: Problem[] = validate(plan, observed);
  const written = await apply(build(plan, observed, means, problems), secrets, mayWrite, log);
  if (written.length > 0) await pods.refresh(written, means.clock());
  status.update(problems);
  return written.length;
}
