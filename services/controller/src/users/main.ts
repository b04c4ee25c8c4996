import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Objects } from '../kubernetes/objects';
import { Pods } from '../kubernetes/pods';
import type { Secret } from '../kubernetes/secret';
import { inCluster } from '../kubernetes/transport';
import { planFile, readPlan } from '../plan';
import { Refusal } from './change-users';
import { command } from './command';
import { UsersSecret } from './users-secret';

async function main(): Promise<void> {
  const plan = readPlan(readFileSync(planFile, 'utf8'));
  const transport = inCluster(process.env);
  const secrets = new Objects<Secret>(transport, `/api/v1/namespaces/${plan.namespace}/secrets`);
  const secret = new UsersSecret(plan, secrets, new Pods(transport, plan.namespace, complain));
  process.stdout.write(await command(process.argv.slice(2), secret, readPassword));
}

function complain(message: string, details: object = {}): void {
  process.stderr.write(`users: ${message} ${JSON.stringify(details)}\n`);
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
