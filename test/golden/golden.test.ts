import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '../../constructs/workload/manifest';
import { environments } from '../../environments';
import { contracts } from '../../images/catalogue';
import tags from '../../images/tags.json';
import { renderFiles } from '../../stacks/gitops/files';
import { planOf } from '../../stacks/plan';
import { type RenderedCluster, renderCluster } from '../../stacks/render-cluster';

/** Rendered in full; of the others the inventory alone is kept. */
const inFull = new Set(['local', 'kubeadm-prod', 'openshift-prod']);

/** What changes with every change of an image says nothing about the environment. */
function withoutContentTags(text: string): string {
  return Object.values(contracts).reduce((changed, { name, version }) => changed.replaceAll(`${version}-${tags[name as keyof typeof tags]?.split('-').at(-1)}`, `${version}-*`), text);
}

/** Files as in `dist`, the generated configuration files beside them in a readable form. */
function files(rendered: RenderedCluster): Map<string, string> {
  const all = new Map([['inventory.txt', inventory(rendered)]]);
  if (!inFull.has(rendered.cluster.name)) return all;
  for (const [path, text] of renderFiles(rendered.layers)) all.set(path, withoutContentTags(text));
  for (const { name, manifests } of rendered.layers) {
    for (const { kind, metadata, data = {} } of manifests.filter((manifest) => manifest.kind === 'ConfigMap')) {
      all.delete(`${name}/${kind.toLowerCase()}.${metadata.name}.yaml`);
      for (const [file, content] of Object.entries(data)) all.set(`${name}/configmap.${metadata.name}/${file}`, content);
    }
  }
  return all;
}

/** A line per object: what a reviewer wants to see change, and nothing else. */
function inventory(rendered: RenderedCluster): string {
  const { total } = planOf(rendered);
  const lines = rendered.layers.flatMap(({ name, manifests }) => manifests.map((manifest) => `${name} ${facts(manifest)}`.trimEnd()));
  return `${[...lines, `total: ${total.pods} pods, ${total.cpuMillicores}m CPU, ${total.memoryMebibytes} MiB, ${total.volumes} volumes of ${total.volumeMebibytes} MiB`].join('\n')}\n`;
}

function facts({ kind, metadata, spec }: Manifest): string {
  const pod = spec?.template?.spec;
  const parts = [
    spec?.replicas !== undefined && `x${spec.replicas}`,
    ...(pod?.containers ?? []).map(({ name, image, resources: { requests, limits } }: any) =>
      withoutContentTags(`${name}(${image.split('/').at(-1)} ${requests.cpu}/${limits.cpu ?? '-'} ${limits.memory})`),
    ),
    ...(spec?.volumeClaimTemplates ?? []).map((claim: any) => `${claim.metadata.name}=${claim.spec.resources.requests.storage}`),
    ...(kind === 'NetworkPolicy' ? (spec.egress ?? []).flatMap(flow) : []),
    ...(spec?.ports ?? []).map(({ name, port, nodePort }: any) => `${name}:${nodePort ?? port}`),
  ];
  return [kind, metadata.name, ...parts.filter(Boolean)].join(' ');
}

/** Whom a policy lets its pods call: `zookeeper:2181,8485`; what is no workload has no name here. */
function flow({ to = [], ports = [] }: any): string[] {
  const numbers = ports.map(({ port, endPort }: any) => (endPort ? `${port}-${endPort}` : port)).join(',');
  return to.flatMap(({ podSelector }: any) => {
    const component = podSelector?.matchLabels['app.kubernetes.io/component'];
    return component ? [`>${component}:${numbers}`] : [];
  });
}

describe.each(Object.keys(environments))('%s', (name) => {
  const folder = join(__dirname, name);
  const expected = files(renderCluster(environments[name]));

  if (process.env.UPDATE_GOLDEN) {
    rmSync(folder, { recursive: true, force: true });
    for (const [path, text] of expected) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }

  test('is rendered as it was reviewed (a wanted change: npm run golden, and review the diff)', () => {
    const reviewed = existsSync(folder)
      ? readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      : [];
    expect([...expected.keys()].toSorted()).toEqual(reviewed.toSorted());
    for (const [path, text] of expected) expect({ path, text }).toEqual({ path, text: readFileSync(join(folder, path), 'utf8') });
  });
});
