import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

/** Rows of the seeded data set. */
export const rows = 506;

/** The houses of the demo as a CSV with a heading; the same bytes each time. */
export function housingCsv(): string {
  return execFileSync('python3', [resolve(__dirname, '../../demo/housing.py')], { encoding: 'utf8' });
}
