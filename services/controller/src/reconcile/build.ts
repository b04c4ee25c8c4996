import { contents } from '../contents/contents';
import { type Data, type Secret, dataOf, encoded, isOwn, newSecret } from '../kubernetes/secret';
import type { Means } from '../means';
import { type Authority, advance, authorityData, newAuthority, readAuthority, trusted } from '../pki/authority';
import type { Plan, PlannedSecret } from '../plan';
import { certificateData } from './certificate-data';
import type { Observed } from './dereference';
import type { Problem } from './problem';

/** A Secret to create, or to replace if it is there in the version that was read. */
export interface Write {
  readonly secret: Secret;
  readonly exists: boolean;
}

/**
 * What has to be written, in an order in which everything comes after what it is made of.
 *
 * Whoever stops between two writes leaves Secrets that are whole, and the next one goes on from them. Each is made when it is asked for, so
 * that nothing waits in memory.
 *
 * @param problems - takes what cannot be made
 */
export async function* build(plan: Plan, observed: Observed, means: Means, problems: Problem[]): AsyncGenerator<Write> {
  const known: Record<string, Data> = {};
  for (const { id, name } of plan.secrets) if (observed.has(name)) known[id] = dataOf(observed.get(name)!);
  const create = (name: string, data: Data): Write => ({
    secret: newSecret(plan.name, { name, namespace: plan.namespace }, data),
    exists: false,
  });
  const keep = (name: string, data: Data): Write | undefined => {
    const existing = observed.get(name);
    if (!existing) return create(name, data);
    return isOwn(existing) && !equal(dataOf(existing), data) ? { secret: { ...existing, data: encoded(data) }, exists: true } : undefined;
  };
  const planned = (id: string) => plan.secrets.find((secret) => secret.id === id);

  for (const [id, content] of Object.entries(contents)) {
    const secret = planned(id);
    const recipe = known[id] ? content.follow : content;
    if (!secret?.generated || !recipe) continue;
    const missing = recipe.from.filter((source) => !complete(planned(source), known[source]));
    if (missing.length > 0) {
      problems.push({ secret: secret.name, problem: `waits for ${missing.join(', ')}` });
      continue;
    }
    try {
      known[id] = await recipe.make(known, means);
    } catch (error) {
      problems.push({ secret: secret.name, problem: `cannot be made: ${error instanceof Error ? error.message : 'unknown'}` });
      continue;
    }
    const write = keep(secret.name, known[id]);
    if (write) yield write;
  }

  const signer = planned('authority');
  let authority: Authority | undefined;
  if (signer) {
    const existing = observed.get(signer.name);
    if (!existing && signer.generated) authority = await newAuthority(plan.name, means);
    else if (complete(signer, known.authority)) authority = readable(signer, known.authority!, problems);
    if (authority && existing && isOwn(existing)) {
      authority = await advance(authority, plan.name, means, isPublished(authority, plan, observed));
    }
    const write = authority && keep(signer.name, authorityData(authority));
    if (write) yield write;
  }

  const trust = planned('trust');
  const bundle = authority
    ? trusted(authority)
    : known[plan.secrets.find(({ id }) => id.endsWith('-tls'))?.id ?? '']?.['ca.crt']?.toString();
  if (trust?.generated) {
    const write = bundle ? keep(trust.name, { 'ca.crt': Buffer.from(bundle) }) : undefined;
    if (write) yield write;
    if (!bundle) problems.push({ secret: trust.name, problem: 'waits for a certificate of the cluster' });
  }

  const storePassword = known['keystore-password']?.password?.toString();
  for (const certificate of plan.certificates) {
    const existing = observed.get(certificate.secret);
    if (existing && !isOwn(existing)) continue;
    const result = await certificateData(certificate, existing && dataOf(existing), authority, storePassword, means);
    if (typeof result === 'string') {
      problems.push({ secret: certificate.secret, problem: result });
      continue;
    }
    const write = keep(certificate.secret, result);
    if (write) yield write;
  }
}

function readable({ name }: PlannedSecret, data: Data, problems: Problem[]): Authority | undefined {
  try {
    return readAuthority(data);
  } catch {
    problems.push({ secret: name, problem: 'holds no certificate with its key' });
    return undefined;
  }
}

/** Whether every list of authorities that is made here has the next one. */
function isPublished({ next }: Authority, plan: Plan, observed: Observed): boolean {
  if (!next) return false;
  const trust = plan.secrets.filter(({ id, generated }) => id === 'trust' && generated).map(({ name }) => name);
  return [...trust, ...plan.certificates.map(({ secret }) => secret)]
    .map((name) => observed.get(name))
    .every((secret) => secret && (!isOwn(secret) || dataOf(secret)['ca.crt']?.includes(next.certificate)));
}

function complete(planned: PlannedSecret | undefined, data: Data | undefined): boolean {
  return planned !== undefined && data !== undefined && planned.keys.every((key) => data[key]?.length);
}

function equal(a: Data, b: Data): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => b[key]?.equals(a[key]!));
}
