import { aksDevTestHa } from './aks-dev-test-ha';
import { aroDevTest } from './aro-dev-test';
import type { EnvironmentInput } from './schema/environment';

/** Every head more than once, on Azure Red Hat OpenShift: development and test of what takes over. */
export const aroDevTestHa = {
  ...aksDevTestHa,
  name: 'aro-dev-test-ha',
  platform: aroDevTest.platform,
} as const satisfies EnvironmentInput;
