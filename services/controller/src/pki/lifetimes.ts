import { type Clock, days } from '../clock';

/** A certificate of a workload; renewed with a third of it left, since some programs read theirs only when they start. */
export const certificateLife = 365 * days;

/** The authority that signs them. */
export const authorityLife = 5 * 365 * days;

/** A new authority is in all lists of authorities for so long before it signs: whoever reads them at its start has started since. */
export const publishedAhead = 30 * days;

/** From and to when a certificate holds. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Whether two thirds of a life are over. */
export function isDue({ notBefore, notAfter }: Validity, clock: Clock): boolean {
  const [from, to] = [notBefore.getTime(), notAfter.getTime()];
  return clock().getTime() >= from + ((to - from) * 2) / 3;
}

export function hasEnded({ notAfter }: Validity, clock: Clock): boolean {
  return clock() >= notAfter;
}
