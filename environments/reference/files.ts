import { describeEnvironment } from './environment-schema';
import { environmentPage } from './page';

/** Text by path, of all files that are written from the schema of an environment. */
export function referenceFiles({ schema, fields } = describeEnvironment()): Map<string, string> {
  return new Map([
    ['environments/environment.schema.json', `${JSON.stringify(schema, null, 2)}\n`],
    ['docs/environment.md', environmentPage(fields)],
  ]);
}
