import { kubeadmProd } from './kubeadm-prod';
import type { EnvironmentInput } from './schema/environment';

/** Every head more than once, on OpenShift: production. */
export const openshiftProd = {
  ...kubeadmProd,
  name: 'openshift-prod',
  platform: { kind: 'openshift' },
} as const satisfies EnvironmentInput;
