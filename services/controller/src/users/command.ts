import { parseArgs } from 'node:util';
import { Refusal, removeUser, setUser } from './change-users';
import type { UsersSecret } from './users-secret';

const usage = `usage: users list
       users set NAME [--group GROUP]... [--role ROLE]...   (password on standard input; without one it stays)
       users remove NAME`;

/**
 * Does what the words of a command line say; returns what to print.
 *
 * @param readPassword - what is on standard input, if anything
 * @throws Refusal
 */
export async function command(words: readonly string[], secret: UsersSecret, readPassword: () => Promise<string>): Promise<string> {
  const { name, verb, groups, roles } = parse(words);
  if (verb === 'list' && name === undefined) {
    const rows = (await secret.read()).map((user) => [user.name, user.groups.join(','), user.roles.join(',')]);
    return table([['NAME', 'GROUPS', 'ROLES'], ...rows]);
  }
  if (verb === 'set' && name !== undefined) {
    const password = (await readPassword()).replace(/\r?\n$/, '');
    const wish = { name, groups, roles, ...(password !== '' && { password }) };
    await secret.change((users) => setUser(users, wish));
    return '';
  }
  if (verb === 'remove' && name !== undefined) {
    await secret.change((users) => removeUser(users, name));
    return '';
  }
  throw new Refusal([usage]);
}

function parse(words: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { group: { type: 'string', multiple: true, default: [] }, role: { type: 'string', multiple: true, default: [] } },
    });
    const [verb, name, ...more] = positionals;
    const isPlain = verb === 'set' || values.group.length + values.role.length === 0;
    if (more.length === 0 && isPlain) return { verb, name, groups: values.group, roles: values.role };
  } catch (error) {
    throw new Refusal([String((error as Error).message), usage]);
  }
  throw new Refusal([usage]);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  return rows.map((row) => `${line(row)}\n`).join('');
}
