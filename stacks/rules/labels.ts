import { type Rule, allManifests, problem } from './rule';

const key = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const value = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** Labels that every object has, so that people find what belongs together. */
const required = ['app.kubernetes.io/instance', 'app.kubernetes.io/part-of', 'app.kubernetes.io/managed-by'];

/**
 * Keys and values of labels are legal, keys of annotations too, and the recommended labels are there.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export const labels: Rule = (layers) =>
  allManifests(layers).flatMap((manifest) => {
    const template = manifest.spec?.template?.metadata ?? {};
    const places = [
      { field: 'metadata', labels: manifest.metadata.labels ?? {}, annotations: manifest.metadata.annotations ?? {} },
      { field: 'spec.template.metadata', labels: template.labels ?? {}, annotations: template.annotations ?? {} },
    ];
    return [
      ...required
        .filter((name) => !manifest.metadata.labels?.[name])
        .map((name) => ({
          ...problem(manifest, `metadata.labels["${name}"]`, undefined, 'the recommended label', 'add it'),
          severity: 'warning' as const,
        })),
      ...places.flatMap(({ field, labels: found, annotations }) => [
        ...[...Object.keys(found), ...Object.keys(annotations)]
          .filter((name) => !key.test(name))
          .map((name) => problem(manifest, field, name, 'a label key such as example.com/name', 'rename the key')),
        ...Object.entries(found)
          .filter(([, text]) => typeof text !== 'string' || !value.test(text))
          .map(([name, text]) =>
            problem(
              manifest,
              `${field}.labels["${name}"]`,
              text,
              'at most 63 letters, digits, dashes, dots and underscores',
              'change the value',
            ),
          ),
      ]),
    ];
  });
