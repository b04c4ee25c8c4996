import * as z from 'zod';

/** An amount of memory or disk with a binary suffix, such as `512Mi` or `15Gi`. */
export type Bytes = `${number}${'Mi' | 'Gi' | 'Ti'}`;

/** An amount of CPU: cores (`2`, `0.5`) or thousandths of a core (`500m`). */
export type Cpu = `${number}` | `${number}m`;

/** What matches `expression`; `allowed` completes the sentence "allowed is …" and stands in every problem about the field. */
export function matching<T extends string>(expression: RegExp, allowed: string): z.ZodType<T, T> {
  return z.string().regex(expression, allowed) as unknown as z.ZodType<T, T>;
}

export const bytes = matching<Bytes>(/^[1-9]\d*(Mi|Gi|Ti)$/, 'a whole number with Mi, Gi or Ti, such as 512Mi or 15Gi');

export const cpu = matching<Cpu>(
  /^([1-9]\d*m|[1-9]\d*(\.\d{1,3})?|0\.\d{0,2}[1-9]\d{0,2})$/,
  'cores or thousandths of a core, such as 2, 0.5 or 500m',
);

const mebibytes = { Mi: 1, Gi: 1024, Ti: 1024 * 1024 };

/** Whole mebibytes of `quantity`. */
export function toMebibytes(quantity: Bytes): number {
  return Number(quantity.slice(0, -2)) * mebibytes[quantity.slice(-2) as keyof typeof mebibytes];
}

/** Whole thousandths of a core of `quantity`. */
export function toMillicores(quantity: Cpu): number {
  return quantity.endsWith('m') ? Number(quantity.slice(0, -1)) : Math.round(Number(quantity) * 1000);
}
