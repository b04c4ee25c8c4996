import { type Profile, entriesBelow, entryAt, isEmpty } from './profile';

/** The built-in environment that a profile resembles most, and by what. */
export interface Resemblance {
  readonly name: string;
  readonly why: string;
}

/** Profiles of a kind of Kubernetes: with every head once, and with more. */
interface Family {
  readonly single: string;
  readonly several: string;
}

const families = {
  kubeadm: { single: 'kubeadm-dev-test', several: 'kubeadm-prod' },
  aks: { single: 'aks-dev-test', several: 'aks-dev-test-ha' },
  openshift: { single: 'openshift-dev-test', several: 'openshift-prod' },
  aro: { single: 'aro-dev-test', several: 'aro-dev-test-ha' },
} as const satisfies Record<string, Family>;

/** What in `profile` tells where it was meant to run, and whether heads are there more than once. */
export function resemblanceOf(profile: Profile): Resemblance {
  const classes = profile.filter(({ path }) => path.at(-1) === 'className').map(({ value }) => String(value));
  const balanced = profile.some(({ path, value }) => path.at(-1) === 'serviceType' && value === 'LoadBalancer');
  const azure = classes.find((name) => /^(default|managed-.*|azure.*)$/.test(name));
  const restricted = entriesBelow(profile, 'security')
    .concat(entriesBelow(profile, 'spec', 'settings'))
    .find(
      ({ path, value }) => (/^allow(Node|Pod)MetricsCollection$/.test(String(path.at(-1))) && value === false) || isNoSysctl(path, value),
    );
  const several = severalHeads(profile);

  const { family, place } = restricted
    ? balanced || classes.includes('managed-premium')
      ? { family: families.aro, place: `${lastOf(restricted)} and load balancers or disks of Azure` }
      : { family: families.openshift, place: `${lastOf(restricted)}, as OpenShift needed it` }
    : azure
      ? { family: families.aks, place: `the storage class ${azure}` }
      : { family: families.kubeadm, place: 'nothing that belongs to a cloud' };
  return { name: several ? family.several : family.single, why: `${place}; ${several ?? 'every head once'}` };
}

function isNoSysctl(path: readonly (string | number)[], value: unknown): boolean {
  return path.at(-1) === 'vm.max_map_count' && String(value) === '-1';
}

function lastOf({ path, value }: { path: readonly (string | number)[]; value: unknown }): string {
  return `${path.at(-1)}: ${String(value)}`;
}

function severalHeads(profile: Profile): string | undefined {
  const heads = ['master', 'nmnode-0', 'sparkhead', 'zookeeper'].map((name) => ({
    name,
    replicas: Number(entryAt(profile, 'spec', 'resources', name, 'spec', 'replicas')?.value),
  }));
  const several = heads.find(({ replicas }) => replicas > 1);
  if (several) return `${several.replicas} replicas of ${several.name}`;
  const group = profile.find(({ path, value }) => path.at(-1) === 'hadr.enabled' && !isEmpty(value) && String(value) === 'true');
  return group && 'hadr.enabled';
}
