import { shiroHash } from '../contents/shiro-hash';
import { type User, adminRole, isUserName, roles, userRole } from './users';

/** A user as somebody wants it; what is not said stays as it is. */
export interface Wish {
  readonly name: string;
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly password?: string;
}

const shortestPassword = 8;

/** Why the change is refused, a problem each. */
export class Refusal extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/**
 * Adds or changes a user; a new one is a user of the cluster and nothing more, unless something else is said.
 *
 * @throws Refusal
 */
export function setUser(users: readonly User[], wish: Wish): User[] {
  const existing = users.find(({ name }) => name === wish.name);
  const like = users.find(({ name }) => name !== wish.name && name.toLowerCase() === wish.name.toLowerCase());
  const { password } = wish;
  refuseIf([
    ...(isUserName(wish.name) ? [] : [`${wish.name}: a name has letters, digits, ., _ and -, begins with a letter, and is no service's`]),
    ...(like ? [`${wish.name}: there is a user ${like.name}`] : []),
    ...wish.groups.filter((group) => !/^[\w.-]+$/.test(group)).map((group) => `${group}: a group has letters, digits, ., _ and -`),
    ...wish.roles.filter((role) => !roles.includes(role)).map((role) => `${role}: the roles are ${roles.join(', ')}`),
    ...(existing || password !== undefined ? [] : ['a new user needs a password, on standard input']),
    ...(password !== undefined && password.length < shortestPassword ? [`a password has at least ${shortestPassword} letters`] : []),
    ...(password !== undefined && /[\p{Cc}]/u.test(password) ? ['a password is one line, without control characters'] : []),
  ]);
  const user = {
    name: wish.name,
    groups: wish.groups.length > 0 ? wish.groups : (existing?.groups ?? [userRole]),
    roles: wish.roles.length > 0 ? wish.roles : (existing?.roles ?? [userRole]),
    password: password === undefined ? existing!.password : shiroHash(password),
  };
  return withAdministrator(existing ? users.map((other) => (other === existing ? user : other)) : [...users, user]);
}

/** @throws Refusal */
export function removeUser(users: readonly User[], name: string): User[] {
  refuseIf(users.some((user) => user.name === name) ? [] : [`there is no user ${name}`]);
  return withAdministrator(users.filter((user) => user.name !== name));
}

function withAdministrator(users: User[]): User[] {
  refuseIf(users.some((user) => user.roles.includes(adminRole)) ? [] : [`nobody would have the role ${adminRole} any more`]);
  return users;
}

function refuseIf(problems: readonly string[]): void {
  if (problems.length > 0) throw new Refusal(problems);
}
