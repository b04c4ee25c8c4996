import type { Data } from '../kubernetes/secret';
import { shiroHash } from './shiro-hash';

/** A user of the cluster, as in `users.json`. */
export interface User {
  readonly name: string;

  /** The first is the one that files of the user belong to. */
  readonly groups: readonly string[];

  readonly roles: readonly string[];

  /** Hash of the password. */
  readonly password: string;
}

const adminRole = 'bdcAdmin';

/** Numbers of users and groups begin here: those below belong to systems. */
const firstNumber = 20_000;

/** The first user, who makes all others. */
export function firstUser(login: Data): User[] {
  const text = (key: string) => login[key]!.toString();
  return [{ name: text('username'), groups: [adminRole], roles: [adminRole], password: shiroHash(text('password')) }];
}

/** The users, and the same as a realm of Shiro reads it. */
export function usersData(users: readonly User[]): Data {
  const roles = [...new Set(users.flatMap((user) => user.roles))].toSorted();
  const properties = [
    ...users.map((user) => `user.${user.name} = ${[user.password, ...user.roles].join(', ')}`),
    ...roles.map((role) => `role.${role} = ${role}`),
  ];
  return {
    'users.json': Buffer.from(`${JSON.stringify({ users }, null, 2)}\n`),
    'users.properties': Buffer.from(`${properties.join('\n')}\n`),
  };
}

/** @throws Error if `users.json` is not what it should be */
export function readUsers(data: Data): User[] {
  const { users } = JSON.parse(data['users.json']!.toString());
  const right = (user: User) =>
    /^[a-z_][\w.-]*$/i.test(user.name) && user.groups.length > 0 && user.groups.every((group) => /^[\w.-]+$/.test(group));
  if (!Array.isArray(users) || !users.every(right)) throw new Error('users.json holds something else than users with groups');
  return users;
}

/** Names and groups of the users as `passwd` and `group`; nobody logs in to a system as one of them. */
export function groupsData(users: readonly User[]): Data {
  const groups = [...new Set(users.flatMap((user) => user.groups))].toSorted();
  const number = (group: string) => firstNumber + groups.indexOf(group);
  const members = (group: string) => users.filter((user) => user.groups.includes(group)).map(({ name }) => name);
  return {
    passwd: lines(
      users.map(({ name, groups: [first] }, index) => `${name}:x:${firstNumber + index}:${number(first!)}::/tmp:/usr/sbin/nologin`),
    ),
    group: lines(groups.map((group) => `${group}:x:${number(group)}:${members(group).join(',')}`)),
  };
}

function lines(of: readonly string[]): Buffer {
  return Buffer.from(of.map((line) => `${line}\n`).join(''));
}
