import { aksDevTest } from './aks-dev-test';
import { aksDevTestHa } from './aks-dev-test-ha';
import { aroDevTest } from './aro-dev-test';
import { aroDevTestHa } from './aro-dev-test-ha';
import { hybrid } from './hybrid';
import { kubeadmDevTest } from './kubeadm-dev-test';
import { kubeadmProd } from './kubeadm-prod';
import { local } from './local';
import { localHa } from './local-ha';
import { openshiftDevTest } from './openshift-dev-test';
import { openshiftProd } from './openshift-prod';
import type { EnvironmentInput } from './schema/environment';

export {
  aksDevTest,
  aksDevTestHa,
  aroDevTest,
  aroDevTestHa,
  hybrid,
  kubeadmDevTest,
  kubeadmProd,
  local,
  localHa,
  openshiftDevTest,
  openshiftProd,
};

const all: readonly EnvironmentInput[] = [
  local,
  localHa,
  aksDevTest,
  aksDevTestHa,
  kubeadmDevTest,
  kubeadmProd,
  openshiftDevTest,
  openshiftProd,
  aroDevTest,
  aroDevTestHa,
  hybrid,
];

/** Built-in environments by name. */
export const environments: Readonly<Record<string, EnvironmentInput>> = Object.fromEntries(
  all.map((environment) => [environment.name, environment]),
);
