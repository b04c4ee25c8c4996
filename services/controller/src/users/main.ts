import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Objects } from '../kubernetes/objects';
import type { Secret } from '../kubernetes/secret';
import { inCluster } from '../kubernetes/transport';
import { planFile, readPlan } from '../plan';
import { Refusal } from './change-users';
import { command } from './command';
import { UsersSecret } from './users-secret';

async function main(): Promise<void> {
  const plan = readPlan(readFileSync(planFile, 'utf8'));
  const secrets = new Objects<Secret>(inCluster(process.env), `/api/v1/namespaces/${plan.namespace}/secrets`);
  const secret = new UsersSecret(plan, secrets);
  process.stdout.write(await command(process.argv.slice(2), secret, readPassword));
}

/** A terminal would show what is typed. */
async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) throw new Refusal(['give the password by a pipe: a terminal shows it']);
  return text(process.stdin);
}

main().catch((error) => {
  const problems = error instanceof Refusal ? error.problems : [String(error)];
  process.stderr.write(problems.map((problem) => `users: ${problem}\n`).join(''));
  process.exitCode = 1;
});
