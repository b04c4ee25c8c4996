import { type Rule, ofKind, problem } from './rule';

/** Data outlives what wrote it: no volume is deleted with its StatefulSet, nor with the pod that is one too many. */
export const volumeClaims: Rule = (layers) =>
  ofKind(layers, 'StatefulSet').flatMap((set) =>
    ['whenDeleted', 'whenScaled']
      .map((field) => ({ field, given: set.spec.persistentVolumeClaimRetentionPolicy?.[field] }))
      // Kubernetes keeps volumes unless it is told otherwise; that it is said is for people who read the file.
      .filter(({ given }) => given !== 'Retain')
      .map(({ field, given }) => problem(set, `spec.persistentVolumeClaimRetentionPolicy.${field}`, given, 'Retain', 'set it to Retain')),
  );
