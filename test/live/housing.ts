/** Rows of the seeded data set. */
export const rows = 506;

const columns = ['crim', 'zn', 'indus', 'chas', 'nox', 'rm', 'age', 'dis', 'rad', 'tax', 'ptratio', 'b', 'lstat', 'medv'];

/** A CSV of housing prices with a heading and 506 rows; the same bytes for the same seed. */
export function housingCsv(seed = 42): string {
  const random = generator(seed);
  const lines = Array.from({ length: rows }, () => columns.map(() => (random() * 100).toFixed(4)).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/** Numbers from 0 to 1 by the "mulberry32" recurrence. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
