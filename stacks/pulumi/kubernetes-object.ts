import * as pulumi from '@pulumi/pulumi';
import type { Manifest } from '../../constructs/workload/manifest';

/** A manifest, in which values may be known to the engine alone. */
export type ObjectInputs = Pick<Manifest, 'apiVersion' | 'kind' | 'metadata' | 'spec'> & { readonly [field: string]: unknown };

/** One Kubernetes object as a resource of Pulumi, of the type that its class in `@pulumi/kubernetes` has. */
export class KubernetesObject extends pulumi.CustomResource {
  /** What the cluster says of it. */
  declare readonly status: pulumi.Output<any>;

  constructor(manifest: ObjectInputs, options: pulumi.CustomResourceOptions) {
    super(typeToken(manifest), resourceName(manifest), { ...withAwait(manifest), status: undefined }, options);
  }
}

/** `kubernetes:core/v1:Service`: the token that the provider, and states of other programs, know the kind by. */
export function typeToken({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  return `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

/** Name of the resource: with another one Pulumi would take the object for a new one. */
export function resourceName({ kind, metadata: { name, namespace } }: Pick<Manifest, 'kind' | 'metadata'>): string {
  return [kind, namespace, name].filter((part) => part !== undefined).join('/');
}

/**
 * The object with what says when it counts as there, where the provider's own answer does not fit.
 *
 * The provider waits until pods stand behind a Service. Pods come after the Services that they call, and some Services have none for good
 * reason: nobody is the readable secondary of one replica. Pods are waited for at what runs them; a StatefulSet that is updated `OnDelete`
 * counts as updated while its pods are the old ones.
 *
 * @see https://www.pulumi.com/registry/packages/kubernetes/installation-configuration/
 */
function withAwait(manifest: ObjectInputs): ObjectInputs {
  if (manifest.kind !== 'Service' || manifest.spec.clusterIP === 'None') return manifest;
  const [annotation, value] = isLoadBalancer(manifest)
    ? ['pulumi.com/waitFor', 'jsonpath={.status.loadBalancer.ingress}']
    : ['pulumi.com/skipAwait', 'true'];
  return { ...manifest, metadata: { ...manifest.metadata, annotations: { ...manifest.metadata.annotations, [annotation]: value } } };
}

/** Whether the cloud has to give it an address. */
export function isLoadBalancer({ kind, spec }: Pick<Manifest, 'kind' | 'spec'>): boolean {
  return kind === 'Service' && spec.type === 'LoadBalancer';
}
