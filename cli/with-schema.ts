import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import type { Environment, EnvironmentInput } from '../environments/schema/environment';

/** Seen from `build/cli`. */
const schemaFile = join(__dirname, '../../environments/environment.schema.json');

/** Where the JSON Schema is, seen from the working directory. */
function schemaPath(): string {
  return relative(process.cwd(), schemaFile).replace(/^(?!\.)/, './');
}

/** The line by which editors find the JSON Schema of a YAML file. */
export function schemaComment(): string {
  return `yaml-language-server: $schema=${schemaPath()}`;
}

/** `environment` as text that tells editors where its JSON Schema is, seen from the working directory. */
export function withSchema(environment: Environment | EnvironmentInput, format: 'json' | 'yaml'): string {
  const { $schema: _, ...fields } = environment;
  return format === 'json'
    ? `${JSON.stringify({ $schema: schemaPath(), ...fields }, null, 2)}\n`
    : `# ${schemaComment()}\n${stringify(fields, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
