import { local } from './local';
import { localHa } from './local-ha';
import type { EnvironmentInput } from './schema/environment';

export { local, localHa };

/** Built-in environments by name. */
export const environments: Readonly<Record<string, EnvironmentInput>> = { [local.name]: local, [localHa.name]: localHa };
