import { environments } from '../../environments';
import { ProblemsError } from '../../environments/problem';
import { renderCluster } from '../../stacks/render-cluster';
import { mutated } from '../environments/mutations';

function problemsOf(input: unknown): ProblemsError['problems'] {
  try {
    renderCluster(input);
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems;
    throw error;
  }
  return [];
}

test.each(Object.keys(environments))('%s is right', (name) => {
  expect(problemsOf(environments[name])).toEqual([]);
});

test.each(mutated().map(({ environment, mutation: { name, path }, input }) => [environment, name, path, input] as const))(
  '%s with %s has a problem at %s',
  (_, __, path, input) => {
    const problems = problemsOf(input);
    expect(problems.map((problem) => problem.path)).toContain(path);
    for (const { given, allowed, fix } of problems) expect([given, allowed, fix]).not.toContain('');
  },
);

test('whatever is given, problems are told and nothing crashes', () => {
  const random = randomNumbers(20260101);
  const crashes: unknown[] = [];
  for (let round = 0; round < 500; round++) {
    const input = round % 4 === 0 ? randomJson(random, 4) : spoil(random, structuredClone(pick(random, Object.values(environments))));
    try {
      problemsOf(input);
    } catch (error) {
      crashes.push({ round, input, error });
    }
  }
  expect(crashes).toEqual([]);
});

type Random = () => number;

/** The same numbers for the same seed (mulberry32). */
function randomNumbers(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)]!;
}

const keys = [
  'name',
  'type',
  'resources',
  'storage-0',
  'spark-1',
  'settings',
  'hdfs-site.dfs.replication',
  'platform',
  'nodes',
  'exposure',
  'tolerations',
  'endpoints',
  'gateway',
  'sql-server-master',
  'images',
  'sqlServer',
  'digests',
  'hadoop',
  'sql',
  'edition',
  'secrets',
  'sql-sa',
  'from',
  'production',
  '__proto__',
  'constructor',
  'toString',
  '',
  'ü',
  '0',
];
const values = [
  null,
  true,
  false,
  0,
  -1,
  2,
  1e300,
  0.1,
  '',
  'x',
  '2',
  '1Gi',
  '100m',
  'Storage',
  'Spark',
  'kubernetes',
  'Route',
  'NodePort',
  'existing',
  'Enterprise',
  `sha256:${'0'.repeat(64)}`,
  '10.0.0.0/8',
  30443,
  '\u0000',
  '💾',
  'y'.repeat(9999),
];

function randomJson(random: Random, depth: number): unknown {
  const kind = depth === 0 ? 0 : Math.floor(random() * 3);
  if (kind === 0) return pick(random, values);
  const parts = Array.from({ length: Math.floor(random() * 4) }, () => randomJson(random, depth - 1));
  if (kind === 1) return parts;
  // As JSON.parse makes it: `__proto__` is then a key like any other.
  return JSON.parse(`{${parts.map((part) => `${JSON.stringify(pick(random, keys))}: ${JSON.stringify(part)}`).join(', ')}}`);
}

/** Changes a random field somewhere in `input`: sets it, removes it or adds one. */
function spoil(random: Random, input: unknown): unknown {
  let holder = input as Record<string, unknown>;
  while (random() < 0.7) {
    const inner = Object.values(holder).filter((value) => typeof value === 'object' && value !== null);
    if (inner.length === 0) break;
    holder = pick(random, inner) as Record<string, unknown>;
  }
  const key = random() < 0.7 && Object.keys(holder).length > 0 ? pick(random, Object.keys(holder)) : pick(random, keys);
  if (random() < 0.3) delete holder[key];
  else holder[key] = randomJson(random, 2);
  return input;
}
