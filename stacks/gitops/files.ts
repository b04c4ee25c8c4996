import type { Manifest } from '../../constructs/workload/manifest';
import type { RenderedLayer } from '../big-data-cluster';
import { toYaml } from './yaml';

/** First line of every kustomization: folders without it are not ours to replace. */
export const mark = '# Written by bdc synth; changes are lost at the next run.';

/**
 * Paths with their text, of all files of an environment: `<layer>/<kind>.<name>.yaml`, a kustomization per layer and one over all.
 *
 * The same objects give the same bytes on every machine.
 */
export function* renderFiles(layers: readonly RenderedLayer[]): Generator<[path: string, text: string]> {
  for (const { name, manifests } of layers) {
    const names = manifests.map(fileName);
    for (const [index, manifest] of manifests.entries()) yield [`${name}/${names[index]}`, toYaml(manifest)];
    yield [`${name}/kustomization.yaml`, kustomization(names)];
  }
  yield ['kustomization.yaml', kustomization(layers.map(({ name }) => name))];
}

/** All objects as one stream of YAML, in the order in which they are applied, in pieces that are not many. */
export function* renderStream(layers: readonly RenderedLayer[]): Generator<string> {
  let piece = '';
  for (const { manifests } of layers) {
    for (const manifest of manifests) {
      piece += `---\n${toYaml(manifest)}`;
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

const pieceLength = 2 ** 16;

function fileName({ kind, metadata }: Manifest): string {
  return `${kind.toLowerCase()}.${metadata.name}.yaml`;
}

function kustomization(resources: readonly string[]): string {
  return `${mark}\n${toYaml({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources })}`;
}
