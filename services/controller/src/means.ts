import type { Clock } from './clock';
import type { NewKey } from './pki/key';

/** What everything that is made here is made with. */
export interface Means {
  readonly clock: Clock;
  readonly newKey: NewKey;
}
