import type { Layer } from '../layers';
import { type ObjectInputs, isLoadBalancer } from './kubernetes-object';

/** Objects of one layer. */
export interface LayerObjects {
  readonly name: Layer;
  readonly manifests: readonly ObjectInputs[];
}

/**
 * Objects in groups, each of which waits until the one before it is there; they are deleted the other way round.
 *
 * Within a layer, pods come after what they read, so that none starts with the configuration of yesterday, and the addresses of load balancers,
 * which may take minutes, come last.
 */
export function groupsOf(layers: readonly LayerObjects[]): ObjectInputs[][] {
  return layers
    .flatMap(({ manifests }) => [0, 1, 2, 3].map((rank) => manifests.filter((manifest) => rankOf(manifest) === rank)))
    .filter((group) => group.length > 0);
}

function rankOf(manifest: ObjectInputs): number {
  if (manifest.kind === 'Namespace') return 0;
  if (manifest.spec?.template?.spec?.containers) return 2;
  return isLoadBalancer(manifest) ? 3 : 1;
}
