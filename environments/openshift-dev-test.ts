import { kubeadmDevTest } from './kubeadm-dev-test';
import type { EnvironmentInput } from './schema/environment';

/** Every part once, on OpenShift: development and test. */
export const openshiftDevTest = {
  ...kubeadmDevTest,
  name: 'openshift-dev-test',
  platform: { kind: 'openshift' },
} as const satisfies EnvironmentInput;
