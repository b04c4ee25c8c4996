import { relative } from 'node:path';
import type { Field, JsonSchema } from './environment-schema';

const heading = `# Fields of an environment

An environment is one object: a default export of a TypeScript file, or a YAML or JSON file. Fields with a default may be left out; unknown
fields are refused. \`bdc environments show NAME\` prints a whole one, \`bdc validate FILE\` tells all that is wrong with yours.

Editors know the fields too: \`environments/environment.schema.json\` is the same as JSON Schema. A YAML file names it in its first line
(\`# yaml-language-server: $schema=…\`), a JSON file in \`"$schema"\`; what \`bdc environments show\` prints does so already.

This page is written by \`make reference\` from the comments in [environments/schema](../environments/schema).
`;

/** The reference page: a section per object, what all resources have in common only once. */
export function environmentPage(fields: readonly Field[]): string {
  const resources = fields.filter(({ path }) => path.length === 2 && path[0] === 'resources');
  const below = (path: readonly string[]) => fields.filter((field) => startsWith(field.path, path));
  const common = commonOf(resources.map(({ path }) => below(path).map((field) => ({ ...field, path: field.path.slice(2) }))));
  const isCommon = ({ path }: Field) => common.some((field) => field.path.join() === path.slice(2).join());

  const sections = [
    section(
      'The environment',
      undefined,
      fields.filter(({ path }) => path[0] !== 'resources' || path.length === 1),
    ),
    section('Every resource', 'Fields that each entry of `resources` has.', common),
    ...resources.map((resource) =>
      section(
        `\`resources.${resource.path[1]}\``,
        resource.comment.text,
        below(resource.path)
          .filter((field) => !isCommon(field))
          .map((field) => ({ ...field, path: field.path.slice(2) })),
      ),
    ),
  ];
  return [heading, ...sections].join('\n');
}

/** Fields that are in all `lists`, and the same in each. */
function commonOf(lists: readonly (readonly Field[])[]): Field[] {
  const [first = [], ...others] = lists.map((list) => list.map((field) => ({ field, text: JSON.stringify(field) })));
  return first.filter(({ text }) => others.every((list) => list.some((other) => other.text === text))).map(({ field }) => field);
}

function section(title: string, text: string | undefined, fields: readonly Field[]): string {
  return [
    `## ${title}\n`,
    ...(text ? [`${text}\n`] : []),
    '| field | type | default | meaning |',
    '| ----- | ---- | ------- | ------- |',
    ...fields.map(({ path, required, schema, comment }) => {
      const meaning = [...comment.text.split(/\n{2,}/), ...comment.links.map((link) => `<${link}>`)].join('<br>');
      const link = relative('docs', comment.source);
      return `| ${[`[\`${path.join('.')}\`](${link})`, typeOf(schema), defaultOf(required, schema, comment.defaultText), meaning].map(cell).join(' | ')} |`;
    }),
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
}

function defaultOf(required: boolean, { default: value }: JsonSchema, text: string | undefined): string {
  if (required) return '**needed**';
  if (text !== undefined) return text;
  return value === undefined || typeof value === 'object' ? '' : code(value);
}

/** What may stand in a field, for people. */
function typeOf(schema: JsonSchema): string {
  const {
    type,
    const: constant,
    enum: values,
    anyOf,
    oneOf,
    patternErrorMessage,
    properties,
    patternProperties,
    propertyNames,
    items,
  } = schema;
  const choices = (anyOf ?? oneOf) as JsonSchema[] | undefined;
  if (constant !== undefined) return code(constant);
  if (values) return values.map(code).join(' or ');
  if (choices) return [...new Set(choices.map(typeOf))].join(' or ');
  if (typeof patternErrorMessage === 'string') return patternErrorMessage.replace(/^allowed is /, '');
  if (type === 'array') return `list${typeof items === 'object' ? ` of ${plural(typeOf(items as JsonSchema))}` : ''}`;
  if (type === 'object' && !properties && !patternProperties) return `map; keys: ${typeOf(propertyNames as JsonSchema)}`;
  if (type === 'integer' || type === 'number') return `number${rangeOf(schema)}`;
  return String(type ?? 'any value');
}

function rangeOf({ minimum, maximum }: JsonSchema): string {
  const [least, most] = [minimum, maximum].map((bound) =>
    Number.isSafeInteger(bound) && Math.abs(bound!) < Number.MAX_SAFE_INTEGER ? bound : undefined,
  );
  return [...(least === undefined ? [] : [` from ${least}`]), ...(most === undefined ? [] : [` to ${most}`])].join('');
}

function plural(type: string): string {
  return /^[a-z]+$/.test(type) ? `${type}s` : type;
}

function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function startsWith(path: readonly string[], prefix: readonly string[]): boolean {
  return path.length > prefix.length && prefix.every((name, index) => path[index] === name);
}
