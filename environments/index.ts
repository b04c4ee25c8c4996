import { local } from './local';
import type { EnvironmentInput } from './schema/environment';

export { local };

/** Built-in environments by name. */
export const environments: Readonly<Record<string, EnvironmentInput>> = { [local.name]: local };
