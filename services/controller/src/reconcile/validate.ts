import { contents } from '../contents/contents';
import { dataOf, isOwn } from '../kubernetes/secret';
import type { Plan } from '../plan';
import type { Observed } from './dereference';
import type { Problem } from './problem';

/** Secrets whose content is made of certificates. */
const madeOfCertificates = new Set(['authority', 'trust']);

/** What only somebody else can make or mend. */
export function validate(plan: Plan, observed: Observed): Problem[] {
  return [
    ...plan.secrets.flatMap(({ id, name, keys, generated }) => {
      if (observed.has(name)) return lacking(observed, name, keys);
      if (!generated) return [{ secret: name, problem: 'is not there: somebody has to make it' }];
      const known = Object.hasOwn(contents, id) || madeOfCertificates.has(id);
      return known ? [] : [{ secret: name, problem: 'is not there, and the controller cannot make it: somebody has to' }];
    }),
    // One of its own is completed with its next renewal of any part.
    ...plan.certificates.flatMap(({ secret, keys }) => {
      const existing = observed.get(secret);
      return existing && !isOwn(existing) ? lacking(observed, secret, keys) : [];
    }),
  ];
}

function lacking(observed: Observed, name: string, keys: readonly string[]): Problem[] {
  const data = dataOf(observed.get(name)!);
  const missing = keys.filter((key) => !data[key]?.length);
  return missing.length > 0 ? [{ secret: name, problem: `lacks ${missing.join(', ')}` }] : [];
}
