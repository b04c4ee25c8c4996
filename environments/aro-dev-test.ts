import { openshiftDevTest } from './openshift-dev-test';
import type { EnvironmentInput } from './schema/environment';

/** Every part once, on Azure Red Hat OpenShift: development and test. */
export const aroDevTest = {
  ...openshiftDevTest,
  name: 'aro-dev-test',
  platform: { kind: 'openshift', storageClass: 'managed-csi', exposure: 'LoadBalancer' },
} as const satisfies EnvironmentInput;
