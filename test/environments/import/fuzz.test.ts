import { importProfile } from '../../../environments/import/import-profile';
import type { SourceDocument } from '../../../environments/import/profile';
import { migrationReport } from '../../../environments/import/report/report';
import { toProgram, toYaml } from '../../../environments/import/write';
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
const fields =
  'metadata resources services settings endpoints storage data security activeDirectory replicas type pools controlPlane hadoop name kind port ' +
  'className size docker registry sql spark nodeLabel toString mssql.tempdb.constructor yarn.constructor';
const keys = [...words, ...fields.split(' ')];

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

interface Seen {
  problems: number;
  rendered: number;
}

/** Does everything that is done with a profile, and counts whether it was refused or became an environment that is rendered. */
function use(seen: Seen, documents: SourceDocument[], patches: SourceDocument[] = []): void {
  const result = importProfile(documents, { patches });
  if ('problems' in result) {
    const told = result.problems.every((problem) => Object.values(problem).every((text) => typeof text === 'string' && text !== ''));
    seen.problems += told && result.problems.length > 0 ? 1 : 0;
    return;
  }
  renderCluster(result.environment);
  seen.rendered += [toYaml(result, []), toProgram(result, 'p'), migrationReport(result)].every((text) => text.length > 1000) ? 1 : 0;
}

test('random JSON is told what is wrong with it', () => {
  const random = generator(1);
  const seen = { problems: 0, rendered: 0 };
  for (let round = 0; round < 500; round++) {
    const kinds = ['Cluster', 'BigDataCluster'].slice(random(2));
    const documents = kinds.map((kind) => ({ apiVersion: 'v1', metadata: { kind, name: 'x' }, spec: anything(random) }));
    use(
      seen,
      documents.map((content, index) => ({ file: `${index}.json`, content: random(3) === 0 ? anything(random) : content })),
    );
  }
  expect(seen).toEqual({ problems: 500, rendered: 0 });
});

test('a disturbed profile is imported whole, or told what is wrong with it', () => {
  const random = generator(2);
  const seen = { problems: 0, rendered: 0 };
  for (let round = 0; round < 120; round++) {
    const documents = profile(profileNames[random(profileNames.length)]);
    for (let change = random(4); change >= 0; change--) disturb(random, documents[random(2)]!.content as Json);
    use(seen, documents);
  }
  expect(seen.problems + seen.rendered).toBe(120);
  expect(Math.min(seen.problems, seen.rendered)).toBeGreaterThan(10);
});

test('random patches do not crash, and change nothing but the profile', () => {
  const random = generator(3);
  const seen = { problems: 0, rendered: 0 };
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
    use(seen, profile(), [{ file: 'p.json', content: { patch } }]);
  }
  expect(seen.problems + seen.rendered).toBe(150);
  expect({}).not.toHaveProperty('master');
});
