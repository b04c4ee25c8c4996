import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evidence } from '../evidence';

/** What was promised and what was measured, a line of a table for each fault. */
export class Promises {
  private readonly lines: string[] = [];

  /**
   * Notes a figure and holds it against its promise.
   *
   * @param atMost in seconds
   * @throws Error if it took longer
   */
  hold(fault: string, what: string, seconds: number, atMost: number): void {
    this.lines.push(`| ${fault} | ${what} | ${seconds.toFixed(1)} s | ${atMost} s |`);
    if (seconds > atMost) throw new Error(`${fault}: ${what}: ${seconds.toFixed(1)} s, promised are ${atMost} s`);
  }

  /** Notes what has no limit to be held against. */
  note(fault: string, what: string, figure: string): void {
    this.lines.push(`| ${fault} | ${what} | ${figure} | |`);
  }

  /** Writes the table beside the evidence of `environment` and to the terminal. */
  publish(environment: string): void {
    const table = ['| fault | what | measured | at most |', '| --- | --- | --- | --- |', ...this.lines, ''].join('\n');
    mkdirSync(join(evidence, environment), { recursive: true });
    writeFileSync(join(evidence, environment, 'faults.md'), table);
    process.stderr.write(table);
  }
}
