import * as z from 'zod';
import { environment } from '../schema/environment';
import { type PoolType, poolNamePattern, pools, resources } from '../schema/resources';
import { type Comment, CommentedType } from './comments';

/** A JSON Schema, as far as zod makes use of it. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** A field of an environment. */
export interface Field {
  /** Names from the top; `storage-<number>` stands for any pool of a type, `*` for a name of one's own, `[]` for an item of a list. */
  readonly path: readonly string[];
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly comment: Comment;
}

const title = 'Environment of a Big Data Cluster';

/**
 * The shape of an environment as JSON Schema, and all its fields.
 *
 * The shape is zod's, descriptions are the comments that stand at the fields: both come from `environments/schema` alone.
 */
export function describeEnvironment(): { schema: JsonSchema; fields: readonly Field[] } {
  const { EnvironmentInput: type, pools: poolTypes } = CommentedType.load({ EnvironmentInput: 'environment.ts', pools: 'resources.ts' });
  const { $schema, ...shape } = toJsonSchema(environment);
  const schema = { $schema, title, ...shape };
  const fields: Field[] = [];
  const add = (node: JsonSchema, field: Omit<Field, 'schema'>) => {
    node.description = describe(field.comment);
    fields.push({ ...field, schema: node });
  };

  const walk = (node: JsonSchema, at: CommentedType, path: readonly string[]): void => {
    const { properties = {}, required = [], patternProperties = {}, additionalProperties, items } = node;
    const constants = Object.fromEntries(
      Object.entries(properties).flatMap(([key, value]) =>
        typeof value === 'object' && value.const !== undefined ? [[key, value.const]] : [],
      ),
    );
    for (const [name, child] of Object.entries(properties) as [string, JsonSchema][]) {
      const field = at.field(name, constants);
      if (!field) throw new Error(`${[...path, name].join('.')} is in the schema and not in its type`);
      add(child, { path: [...path, name], required: required.includes(name), comment: field.comment });
      walk(child, field.type, [...path, name]);
    }
    for (const [poolType, child] of Object.entries(poolsOf(patternProperties))) {
      const prefix = `${poolType.toLowerCase()}-`;
      add(child, { path: [...path, `${prefix}<number>`], required: false, comment: poolTypes!.field(poolType)!.comment });
      walk(child, at.entries(prefix), [...path, `${prefix}<number>`]);
    }
    if (typeof additionalProperties === 'object') walk(additionalProperties, at.entries(), [...path, '*']);
    if (typeof items === 'object' && !Array.isArray(items)) walk(items as JsonSchema, at.items, [...path.slice(0, -1), `${path.at(-1)}[]`]);
    for (const choice of [...(node.anyOf ?? []), ...(node.oneOf ?? [])] as JsonSchema[]) walk(choice, at, path);
  };

  walk(schema, type!, []);
  return { schema, fields };
}

function toJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (Object.is(zodSchema, resources)) namePools(jsonSchema as JsonSchema);
      const message = patternMessage(zodSchema);
      // Editors tell it in the place of the regular expression.
      if (message !== undefined) jsonSchema.patternErrorMessage = `allowed is ${message}`;
    },
  }) as JsonSchema;
}

/** Pools are known by their names: what zod looks up in `type`, an editor has to know before that is written. */
function namePools(schema: JsonSchema): void {
  schema.patternProperties = Object.fromEntries(
    (Object.keys(pools) as PoolType[]).map((type) => {
      const { $schema: _, ...pool } = toJsonSchema(pools[type]);
      return [poolNamePattern(type), pool];
    }),
  );
  schema.additionalProperties = false;
}

function poolsOf(patterns: NonNullable<JsonSchema['patternProperties']>): Record<string, JsonSchema> {
  const types = (Object.keys(pools) as PoolType[]).filter((type) => poolNamePattern(type) in patterns);
  return Object.fromEntries(types.map((type) => [type, patterns[poolNamePattern(type)] as JsonSchema]));
}

/** What {@link matching} says is allowed; no expression takes a line break. */
function patternMessage(schema: unknown): string | undefined {
  return schema instanceof z.ZodString && schema.def.checks ? schema.safeParse('\n').error?.issues[0]?.message : undefined;
}

function describe({ text, defaultText, links }: Comment): string {
  return [text, ...(defaultText ? [`Default: ${defaultText}.`] : []), ...links].filter(Boolean).join('\n\n');
}
