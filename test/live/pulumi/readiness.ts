import type { KubernetesObject } from './kubernetes-api';

/**
 * Whether an object counts as there, by the rules that Pulumi's provider documents for the kinds of the product.
 *
 * @see https://www.pulumi.com/registry/packages/kubernetes/installation-configuration/
 */
export function isThere(object: KubernetesObject): boolean {
  const { annotations = {} } = object.metadata;
  if (annotations['pulumi.com/skipAwait'] === 'true') return true;
  if (annotations['pulumi.com/waitFor'] === 'jsonpath={.status.loadBalancer.ingress}')
    return object.status?.loadBalancer?.ingress?.length > 0;
  return rules[object.kind]?.(object) ?? true;
}

const rules: Readonly<Record<string, (object: KubernetesObject) => boolean>> = {
  Deployment: ({ metadata, spec, status = {} }) =>
    status.observedGeneration === metadata.generation &&
    status.updatedReplicas === spec.replicas &&
    status.availableReplicas === spec.replicas &&
    status.replicas === spec.replicas,

  // Updated OnDelete, it has done its part when it is updated: its pods are the old ones.
  StatefulSet: ({ metadata, spec, status = {} }) => {
    const ready = status.replicas === spec.replicas && (status.readyReplicas ?? 0) === spec.replicas;
    if (metadata.generation > 1 && spec.updateStrategy?.type === 'OnDelete') return ready;
    return ready && status.currentReplicas === spec.replicas && status.currentRevision === status.updateRevision;
  },

  // For any other the provider waits until pods stand behind it, and nothing of the product may depend on that.
  Service: ({ spec }) => spec.clusterIP === 'None',
};
