import type { Objects } from '../kubernetes/objects';
import type { Secret } from '../kubernetes/secret';
import type { Plan } from '../plan';

/** Secrets of the plan that are there, by name. */
export type Observed = ReadonlyMap<string, Secret>;

/** Reads each by its name: the right to list them would be the right to read all others. */
export async function dereference(plan: Plan, secrets: Objects<Secret>): Promise<Observed> {
  const observed = new Map<string, Secret>();
  for (const name of [...plan.secrets.map((secret) => secret.name), ...plan.certificates.map(({ secret }) => secret)]) {
    const secret = await secrets.get(name);
    if (secret) observed.set(name, secret);
  }
  return observed;
}
