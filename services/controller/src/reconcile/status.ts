import type { Log } from '../log';
import type { Problem } from './problem';

/** Tells problems when they come and when they go, and not in between. */
export class Status {
  private told = new Map<string, string>();

  constructor(private readonly log: Log) {}

  update(problems: readonly Problem[]): void {
    const now = new Map(problems.map(({ secret, problem }) => [`${secret} ${problem}`, secret]));
    for (const { secret, problem } of problems) {
      if (!this.told.has(`${secret} ${problem}`)) this.log('problem', { secret, problem });
    }
    for (const [text, secret] of this.told)
      if (!now.has(text)) this.log('problem solved', { secret, problem: text.slice(secret.length + 1) });
    this.told = now;
  }
}
