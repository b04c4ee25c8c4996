import { Construct } from 'constructs';
import type { Cluster } from '../environments/resolve-cluster';
import { clusterLabels, labelPrefix } from './workload/labels';
import { type WorkloadSpec, addManifest } from './workload/workload';

/** Annotation of a StatefulSet: pods from this number on hold nothing any more that another one has not got. */
export const decommissionedAnnotation = `${labelPrefix}/decommissioned-from`;

/** Workloads that lose data with a pod, unless somebody who knows them has moved it first. */
export function keepsData({ kind, updateStrategy, volumes }: WorkloadSpec): boolean {
  return kind === 'StatefulSet' && updateStrategy === 'OnDelete' && Object.keys(volumes).length > 0;
}

/** Properties of {@link DataSafety}. */
export interface DataSafetyProps {
  readonly cluster: Cluster;
  readonly workloads: readonly WorkloadSpec[];
}

/**
 * The API server refuses fewer pods of what keeps data, whoever asks, until the annotation allows it.
 *
 * `kubectl scale` shows the API server no annotations: with it pods are added, never taken away. The annotation has to be there before the
 * number changes, so that no file in Git can bring both at once.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class DataSafety extends Construct {
  constructor(scope: Construct, id: string, { cluster, workloads }: DataSafetyProps) {
    super(scope, id);
    const { namespace } = cluster;
    const names = workloads.filter(keepsData).map(({ name }) => name);
    if (names.length === 0) return;
    // Both objects are shared by all namespaces.
    const metadata = { name: `keep-data-${namespace}`, labels: clusterLabels(cluster) };
    const apiVersion = 'admissionregistration.k8s.io/v1';
    addManifest(this, {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['apps'],
              apiVersions: ['v1'],
              operations: ['UPDATE'],
              resources: ['statefulsets', 'statefulsets/scale'],
              resourceNames: names,
            },
          ],
        },
        variables: [
          { name: 'before', expression: replicasOf('oldObject') },
          { name: 'after', expression: replicasOf('object') },
          {
            name: 'allowed',
            expression: `has(oldObject.metadata.annotations) && '${decommissionedAnnotation}' in oldObject.metadata.annotations ? int(oldObject.metadata.annotations['${decommissionedAnnotation}']) : variables.before`,
          },
        ],
        validations: [
          {
            expression: 'variables.after >= variables.before || variables.after >= variables.allowed',
            messageExpression: `'pods of ' + request.name + ' hold data: from ' + string(variables.before) + ' to ' + string(variables.after) + ' only once the annotation ${decommissionedAnnotation} of the StatefulSet allows it, and not by kubectl scale'`,
          },
        ],
      },
    });
    addManifest(this, {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: {
        policyName: metadata.name,
        validationActions: ['Deny'],
        matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } },
      },
    });
  }
}

/** Zero is left out where the number of pods is asked for alone. */
function replicasOf(object: 'object' | 'oldObject'): string {
  return `has(${object}.spec) && has(${object}.spec.replicas) ? ${object}.spec.replicas : 0`;
}
