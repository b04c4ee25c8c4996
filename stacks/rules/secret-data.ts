import type { Manifest } from '../../constructs/workload/manifest';
import type { Problem } from '../../environments/problem';
import { type Rule, allManifests, containersOf, place } from './rule';

/** Names of values that are secret by their nature; what only points at a secret (a file, a Secret) is not meant. */
const secretName = /(password|passwd|secret|token|api[-_.]?key|private[-_.]?key|credential)s?$/i;

const secretContent = /-----BEGIN [A-Z ]*PRIVATE KEY-----|^\s*[\w.-]*(password|secret[-_.]?key)\s*[=:]\s*[^\s$<{]/im;

/** Nothing secret is rendered: no Secret with data, no password in a variable, no key in a configuration file. */
export const secretData: Rule = (layers) => allManifests(layers).flatMap((manifest) => found(manifest));

function found(manifest: Manifest): Problem[] {
  const secret = (field: string): Problem => ({
    path: place(manifest, field),
    given: 'a value (not shown)',
    allowed: 'the name of a Secret',
    fix: 'refer to a Secret that is made in the cluster',
  });
  const values =
    manifest.kind === 'Secret' ? ['data', 'stringData'].filter((field) => Object.keys((manifest[field] as object) ?? {}).length > 0) : [];
  const files = manifest.kind === 'ConfigMap' ? Object.entries(manifest.data ?? {}).filter(([, text]) => secretContent.test(text)) : [];
  const variables = manifest.spec?.template?.spec?.containers
    ? containersOf(manifest).flatMap(({ name, env = [] }) =>
        env
          .filter((variable: any) => variable.value && secretName.test(variable.name))
          .map((variable: any) => `container ${name}: env ${variable.name}`),
      )
    : [];
  return [...values.map(secret), ...files.map(([name]) => secret(`data["${name}"]`)), ...variables.map(secret)];
}
