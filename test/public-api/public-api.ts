import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../constructs/workload/manifest';
import { environments } from '../../environments';
import { describeEnvironment } from '../../environments/reference/environment-schema';
import { distinct } from '../../environments/problem';
import { renderCluster } from '../../stacks/render-cluster';

const root = join(__dirname, '../..');

/** What others rely on, by name, with what holds of each. */
export type Facts = ReadonlyMap<string, readonly string[]>;

/** All that is public, by file of the record. */
export function publicApi(): ReadonlyMap<string, Facts> {
  return new Map([
    ['exports.txt', exportsOf('index.ts')],
    ['exports.environments.txt', exportsOf('environments/index.ts')],
    ['environment.txt', fields()],
    ...Object.entries(environments).map(
      ([name, input]) =>
        [
          `objects/${name}.txt`,
          objects(
            name,
            renderCluster(input).layers.flatMap(({ manifests }) => manifests),
          ),
        ] as const,
    ),
  ]);
}

/** Names that a module exports. */
function exportsOf(module: string): Facts {
  const text = readFileSync(join(root, module), 'utf8');
  const lists = [...text.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list]) => list!.split(','));
  const constants = [...text.matchAll(/^export (?:const|function|class|interface|type) (\w+)/gm)].map(([, name]) => name!);
  const names = [...lists.map((item) => item.trim().replace(/^type /, '')).filter(Boolean), ...constants];
  return new Map(names.toSorted().map((name) => [name, []]));
}

/** Fields of an environment, with all that their forms allow; a field that need not be given is `optional`. */
function fields(): Facts {
  const all = new Map<string, string[]>();
  for (const { path, required, schema } of describeEnvironment().fields) {
    const { type, enum: values = [], const: value, default: preset } = schema;
    const facts = [
      ...(required ? [] : ['optional']),
      ...(typeof type === 'string' ? [type] : []),
      ...[...values, ...(value === undefined ? [] : [value])].map((allowed) => JSON.stringify(allowed)),
      ...(preset === undefined ? [] : [`default=${JSON.stringify(preset)}`]),
    ];
    const name = path.join('.');
    all.set(name, distinct([...(all.get(name) ?? []), ...facts]));
  }
  return all;
}

/** Objects of an environment, with what Kubernetes never lets change and what callers name. */
function objects(environment: string, manifests: readonly Manifest[]): Facts {
  const labels = (selector: Readonly<Record<string, string>> = {}) =>
    Object.entries(selector)
      .map(([key, value]) => `${key.replace('app.kubernetes.io/', '')}:${value === environment ? '<name>' : value}`)
      .toSorted()
      .join(',');
  const facts = ({ kind, data = {}, spec }: Manifest): string[] => {
    switch (kind) {
      case 'ConfigMap':
        return Object.keys(data);
      case 'Service':
        return [
          ...(spec.clusterIP === 'None' ? ['headless'] : []),
          ...(spec.type ? [spec.type] : []),
          ...(spec.ports ?? []).map(({ name, port, nodePort }: any) => [name, port, nodePort].filter(Boolean).join(':')),
        ];
      case 'Deployment':
        return [`selector=${labels(spec.selector.matchLabels)}`];
      case 'StatefulSet':
        return [
          `selector=${labels(spec.selector.matchLabels)}`,
          `service=${spec.serviceName}`,
          `start=${spec.podManagementPolicy}`,
          // Together, since a further one is a change that Kubernetes refuses too.
          `claims=${(spec.volumeClaimTemplates ?? []).map(({ metadata, spec: claim }: any) => [metadata.name, claim.storageClassName, claim.resources.requests.storage, ...claim.accessModes].filter(Boolean).join(':')).join(',')}`,
        ];
      default:
        return [];
    }
  };
  return new Map(
    manifests
      .map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, facts(manifest)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** A line per name. */
export function writeFacts(facts: Facts): string {
  return [...facts].map((entry) => `${entry.flat().join('  ')}\n`).join('');
}

/** The contrary of {@link writeFacts}. */
export function readFacts(text: string): Facts {
  return new Map(
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.split('  '))
      .map(([name, ...facts]) => [name!, facts]),
  );
}

/** What held in `before` and does not hold `now`. */
export function broken(before: Facts, now: Facts): string[] {
  return [...before].flatMap(([name, facts]) => {
    const left = now.get(name);
    if (!left) return [`${name} is gone`];
    return facts
      .filter((fact) => !left.includes(fact))
      .map((fact) => `${name} is no longer ${fact}, it is ${left.join('  ') || 'nothing'}`);
  });
}

/** Whether `version` may break what `before` promised: another major version, or another minor one as long as the major is 0. */
export function mayBreak(before: string, version: string): boolean {
  const promise = (text: string) => /^(0\.\d+|[1-9]\d*)/.exec(text)![0];
  return promise(before) !== promise(version);
}
