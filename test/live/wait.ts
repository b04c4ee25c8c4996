import { setTimeout } from 'node:timers/promises';
import { diagnose } from './evidence';

/**
 * Waits until `condition` holds.
 *
 * @param what completes "waited 60 s for …"
 * @throws Error with the state of the pods that are not ready, their events and the ends of their logs, once `seconds` are over
 */
export async function waitFor(
  what: string,
  seconds: number,
  namespace: string,
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  let failure = '';
  for (;;) {
    try {
      if (await condition()) return;
    } catch (error) {
      failure = `\n${String(error)}`;
    }
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s for ${what}${failure}\n${diagnose(namespace)}`);
    await setTimeout(500);
  }
}
