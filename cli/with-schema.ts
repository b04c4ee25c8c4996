import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import type { Environment } from '../environments/schema/environment';

/** Seen from `build/cli`. */
const schemaFile = join(__dirname, '../../environments/environment.schema.json');

/** `environment` as text that tells editors where its JSON Schema is, seen from the working directory. */
export function withSchema(environment: Environment, format: 'json' | 'yaml'): string {
  const { $schema: _, ...fields } = environment;
  const schema = relative(process.cwd(), schemaFile).replace(/^(?!\.)/, './');
  return format === 'json'
    ? `${JSON.stringify({ $schema: schema, ...fields }, null, 2)}\n`
    : `# yaml-language-server: $schema=${schema}\n${stringify(fields, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
