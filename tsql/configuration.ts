import { type Batch, inMaster } from './batch';
import { literal, sql } from './quoting';

/** Options of `sp_configure` that this program sets. */
export type ConfigurationOption = 'polybase enabled' | 'allow polybase export' | 'external scripts enabled';

/** The option with this value; some count after a restart alone. */
export function configure(option: ConfigurationOption, value: 0 | 1): Batch {
  return inMaster(sql`EXEC sys.sp_configure @configname = ${literal(option)}, @configvalue = ${value};
    RECONFIGURE;`);
}
