import * as z from 'zod';
import { type Problem, distinct, fieldPath, nearest, show } from '../problem';
import { type Environment, environment } from './environment';
import { isResourceName, resourceNames } from './resources';

type Issue = z.core.$ZodIssue;

/** The environment with every default filled in, or all problems of its shape at once. */
export function parseEnvironment(input: unknown): { environment: Environment } | { problems: Problem[] } {
  // To compile a parser takes longer than to parse one environment, however long.
  const result = environment.safeParse(input, { reportInput: true, jitless: true });
  return result.success
    ? { environment: result.data }
    : { problems: distinct(result.error.issues.flatMap((issue) => toProblems(issue, input))) };
}

/** Input errors come in forms that differ by the kind of check; each becomes one problem per place. */
function toProblems(issue: Issue, input: unknown): Problem[] {
  const [part, resource] = issue.path;
  if (part === 'resources' && typeof resource === 'string' && !isResourceName(resource)) return [unknownResource(resource)];

  const path = fieldPath(issue.path);
  const given = show(valueAt(input, issue.path));
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = fieldsAt(issue.path);
      return issue.keys.map((key) => {
        const meant = nearest(key, known);
        return {
          path: fieldPath([...issue.path, key]),
          given: show(valueAt(input, [...issue.path, key])),
          allowed: known.length > 0 ? `one of ${known.join(', ')}` : 'no such field',
          fix: meant ? `rename it to ${meant}` : 'remove it',
        };
      });
    }
    case 'invalid_value':
      return [
        {
          path,
          given,
          allowed: issue.values.map((value) => show(value)).join(' or '),
          fix: choose(valueAt(input, issue.path), issue.values),
        },
      ];
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({ path, given: show(issue.path.at(-1)), allowed: message, fix: 'rename the key' }));
    case 'invalid_type':
      return [
        given === 'nothing'
          ? { path, given, allowed: article(issue.expected), fix: 'add the field' }
          : {
              path,
              given,
              allowed: article(issue.expected),
              fix: issue.expected === 'string' ? 'put the value in quotes' : 'change the value',
            },
      ];
    case 'too_small':
    case 'too_big':
      return [{ path, given, allowed: issue.message, fix: 'change the number' }];
    default:
      return [{ path, given, allowed: issue.message, fix: 'change the value' }];
  }
}

function unknownResource(name: string): Problem {
  const meant = nearest(name, resourceNames);
  return {
    path: fieldPath(['resources', name]),
    given: show(name),
    allowed: `${resourceNames.join(', ')}, and further pools with other numbers`,
    fix: meant ? `rename it to ${meant}` : 'remove it',
  };
}

function article(expected: string): string {
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function choose(given: unknown, values: readonly unknown[]): string {
  const meant = typeof given === 'string' ? nearest(given, values.map(String)) : undefined;
  return meant ? `use ${meant}` : `use ${values.map((value) => show(value)).join(' or ')}`;
}

/** What stands at `path`; nothing that only the prototype has. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((parent, key) => {
    const holder = typeof parent === 'object' && parent !== null ? parent : {};
    return Object.hasOwn(holder, key) ? (holder as Record<PropertyKey, unknown>)[key] : undefined;
  }, value);
}

/** Names of the fields that the schema has at `path`. */
function fieldsAt(path: readonly PropertyKey[]): string[] {
  const found = path.reduce<z.core.$ZodType | undefined>((schema, key) => {
    const inner = unwrap(schema);
    if (inner instanceof z.ZodObject) return inner.shape[String(key)];
    if (inner instanceof z.ZodArray) return inner.element;
    return inner instanceof z.ZodRecord ? inner.valueType : undefined;
  }, environment);
  const schema = unwrap(found);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function unwrap(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional
    ? unwrap(schema.def.innerType)
    : schema;
}
