import { importProfile } from '../../../environments/import/import-profile';
import { migrationReport } from '../../../environments/import/report/report';
import { toProgram, toYaml } from '../../../environments/import/write';
import { ProblemsError } from '../../../environments/problem';
import { renderCluster } from '../../../stacks/render-cluster';
import { type Json, profile, profileNames } from './profile';

/** The same numbers in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const words = [
  '',
  'x',
  'master',
  'storage-0',
  'spec',
  'NodePort',
  'true',
  '3',
  '15Gi',
  '__proto__',
  'constructor',
  'hdfs-site.a',
  'v1',
  '\u2028',
];
const keys = [
  ...words,
  ...[
    'metadata',
    'resources',
    'services',
    'settings',
    'endpoints',
    'storage',
    'data',
    'security',
    'activeDirectory',
    'replicas',
    'type',
    'pools',
  ],
  ...['controlPlane', 'hadoop', 'name', 'kind', 'port', 'className', 'size', 'docker', 'registry', 'sql', 'spark', 'nodeLabel', 'toString'],
];

function anything(random: (below: number) => number, depth = 0): Json {
  const kind = random(depth > 4 ? 5 : 8);
  if (kind === 0) return null;
  if (kind === 1) return random(2) === 0;
  if (kind === 2) return random(40_000) - 10;
  if (kind < 5) return words[random(words.length)];
  const items = Array.from({ length: random(5) }, () => anything(random, depth + 1));
  return kind === 5 ? items : Object.fromEntries(items.map((item) => [keys[random(keys.length)], item]));
}

/** Changes `value` somewhere. */
function disturb(random: (below: number) => number, value: Json): void {
  const names = Object.keys(value);
  if (names.length === 0) return;
  const name = names[random(names.length)]!;
  if (typeof value[name] === 'object' && value[name] !== null && random(4) > 0) disturb(random, value[name]);
  else if (random(3) === 0) delete value[name];
  else value[random(4) === 0 ? keys[random(keys.length)]! : name] = anything(random);
}

/** Everything that is done with a profile; either problems or an environment that is rendered. */
function use(documents: { file: string; content: Json }[], patches: { file: string; content: Json }[] = []): 'problems' | 'rendered' {
  const result = importProfile(documents, { patches });
  if ('problems' in result) {
    expect(result.problems.length).toBeGreaterThan(0);
    for (const { path, given, allowed, fix } of result.problems)
      expect([path, given, allowed, fix].every((text) => typeof text === 'string')).toBe(true);
    return 'problems';
  }
  try {
    renderCluster(result.environment);
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    expect(error.problems).toEqual([]);
  }
  expect(toYaml(result, []).length + toProgram(result, 'p').length + migrationReport(result).length).toBeGreaterThan(0);
  return 'rendered';
}

test('random JSON is told what is wrong with it', () => {
  const random = generator(1);
  for (let round = 0; round < 500; round++) {
    use([{ file: 'a.json', content: anything(random) }, ...(random(2) === 0 ? [{ file: 'b.json', content: anything(random) }] : [])]);
  }
});

test('a disturbed profile is imported whole, or told what is wrong with it', () => {
  const random = generator(2);
  const seen = { problems: 0, rendered: 0 };
  for (let round = 0; round < 120; round++) {
    const [control, bdc] = profile(profileNames[random(profileNames.length)]).map(({ file, content }) => ({
      file,
      content: content as Json,
    }));
    for (let change = random(4); change >= 0; change--) disturb(random, (random(2) === 0 ? control! : bdc!).content);
    seen[use([control!, bdc!])]++;
  }
  expect(seen.problems).toBeGreaterThan(20);
  expect(seen.rendered).toBeGreaterThan(10);
});

test('random patches do not crash', () => {
  const random = generator(3);
  const steps = [
    'spec',
    'resources',
    'master',
    'endpoints',
    '[0]',
    '[*]',
    "[?(@.name=='Knox')]",
    '-',
    '/-',
    '__proto__',
    '.',
    "['",
    'settings',
    '$',
  ];
  for (let round = 0; round < 150; round++) {
    const path = Array.from({ length: random(6) }, () => steps[random(steps.length)]).join(random(3) === 0 ? '' : '.');
    const patch = [{ op: ['add', 'replace', 'remove', 'copy'][random(4)], path, value: anything(random, 3) }];
    use(profile() as Json, [{ file: 'p.json', content: { patch } }]);
  }
  expect({}).not.toHaveProperty('master');
});
