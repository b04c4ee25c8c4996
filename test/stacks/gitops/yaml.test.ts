import { parse, stringify } from 'yaml';
import { environments } from '../../../environments';
import type { Manifest } from '../../../constructs/workload/manifest';
import { toYaml } from '../../../stacks/gitops/yaml';
import { renderCluster } from '../../../stacks/render-cluster';

test.each(Object.keys(environments))('every object of %s has the bytes of the library', (name) => {
  const manifests = renderCluster(environments[name]).layers.flatMap((layer) => layer.manifests);
  const byLibrary = (manifest: Manifest) => stringify(manifest, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
  expect(manifests.map(toYaml)).toEqual(manifests.map(byLibrary));
});

/** The same numbers in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Pieces of text that some parser reads in a way of its own. */
const pieces = [
  ...'\0|\t|\n|\r|\u0085|\u00a0|\u2028|\ufeff|\ud800|\u{1f600}|ä|| |  |\n\n|\n | \n|: | #'.split('|'),
  ...'- ? : , [ ] { } # & * ! | > \' " % @ ` = ~ \\ . / _ + < << --- ... -1 +1 0 1 7 8 9 0x 0o 0b e E f T Z .5 1. 12:30 59 2026-01-01'.split(
    ' ',
  ),
  ...'y Y yes Yes YES n no No on On ON off null Null NULL true True TRUE false FALSE inf .inf -.INF .nan .NaN nan a x-y'.split(' '),
];

function text(random: (below: number) => number): string {
  return Array.from({ length: random(5) }, () => pieces[random(pieces.length)]).join('');
}

function anything(random: (below: number) => number, depth = 0): unknown {
  const some = <T>(make: () => T) => Array.from({ length: random(4) }, make);
  const kind = random(depth > 3 ? 6 : 8);
  if (kind === 0) return [true, false, null, 0.5, 1e21, random(70_000) - 10][random(6)];
  if (kind === 6) return some(() => anything(random, depth + 1));
  if (kind === 7) return Object.fromEntries(some(() => [text(random), anything(random, depth + 1)]));
  return text(random);
}

test('whatever stands in an object means the same to parsers of YAML 1.1 and 1.2', () => {
  const random = generator(7);
  for (let round = 0; round < 5_000; round++) {
    const manifest = { apiVersion: 'v1', kind: 'Anything', metadata: { name: 'x' }, data: anything(random) } as Manifest;
    const yaml = toYaml(manifest);
    for (const version of ['1.1', '1.2'] as const) expect(parse(yaml, { version })).toEqual(manifest);
  }
});

test('a field without a value is left out', () => {
  const metadata = { name: 'x', namespace: undefined };
  expect(toYaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata })).toBe('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n');
});
