import type { Problem } from '../../environments/problem';
import type { RenderedLayer } from '../big-data-cluster';
import { containers } from './containers';
import { disruptionBudgets } from './disruption-budgets';
import { endpoints } from './endpoints';
import { identities } from './identities';
import { jobs } from './jobs';
import { labels } from './labels';
import { networkPolicies } from './network-policies';
import { podPorts } from './pod-ports';
import { readiness } from './readiness';
import { references } from './references';
import { resources } from './resources';
import { restrictedProfile } from './restricted-profile';
import type { Rule } from './rule';
import { secretData } from './secret-data';
import { selectors } from './selectors';
import { volumeClaims } from './volume-claims';

export const rules: Readonly<Record<string, Rule>> = {
  identities,
  jobs,
  labels,
  references,
  selectors,
  containers,
  podPorts,
  networkPolicies,
  endpoints,
  resources,
  restrictedProfile,
  secretData,
  readiness,
  disruptionBudgets,
  volumeClaims,
};

/** Everything that is wrong with the rendered objects, by every rule. */
export function checkRules(layers: readonly RenderedLayer[]): Problem[] {
  return Object.values(rules).flatMap((rule) => rule(layers));
}
