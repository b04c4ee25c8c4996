import { kubeadmDevTest } from './kubeadm-dev-test';
import type { EnvironmentInput } from './schema/environment';

/** Every part once, on AKS: development and test. */
export const aksDevTest = {
  ...kubeadmDevTest,
  name: 'aks-dev-test',
  platform: { kind: 'aks' },
} as const satisfies EnvironmentInput;
