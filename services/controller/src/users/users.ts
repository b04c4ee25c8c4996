import { shiroHash } from '../contents/shiro-hash';
import type { Data } from '../kubernetes/secret';

/** A user of the cluster, as in `users.json`. */
export interface User {
  readonly name: string;

  /** The first is the one that files of the user belong to. */
  readonly groups: readonly string[];

  readonly roles: readonly string[];

  /** Hash of the password. */
  readonly password: string;
}

export const adminRole = 'bdcAdmin';
export const userRole = 'bdcUser';

/** What a user may do at the doors of the cluster; the names are those of SQL Server Big Data Clusters. */
export const roles: readonly string[] = [adminRole, userRole, 'appOwner', 'appReader'];

/** Whoever has one of these names would be the service to HDFS and YARN. */
const services = 'apps hdfs hive http httpfs jn knox livy mlflow nobody root spark sph sql yarn zookeeper'.split(' ');

/** Numbers of users and groups begin here: those below belong to systems. */
const firstNumber = 20_000;

/** The first user, who makes all others. */
export function firstUser(login: Data): User[] {
  const text = (key: string) => login[key]!.toString();
  return [{ name: text('username'), groups: [adminRole], roles: [adminRole], password: shiroHash(text('password')) }];
}

/** The users, and the same as a realm of Shiro reads it. */
export function usersData(users: readonly User[]): Data {
  return { 'users.json': Buffer.from(`${JSON.stringify({ users }, null, 2)}\n`), 'users.properties': propertiesOf(users) };
}

/** The Secret `users` after somebody has changed `users.json` in it. */
export function followUsers(data: Data): Data {
  return { ...data, 'users.properties': propertiesOf(readUsers(data)) };
}

function propertiesOf(users: readonly User[]): Buffer {
  const used = [...new Set(users.flatMap((user) => user.roles))].toSorted();
  return lines([
    ...users.map((user) => `user.${user.name} = ${[user.password, ...user.roles].join(', ')}`),
    ...used.map((role) => `role.${role} = ${role}`),
  ]);
}

/** @throws Error if `users.json` is not what it should be */
export function readUsers(data: Data): User[] {
  const users = usersIn(data['users.json']?.toString());
  if (!Array.isArray(users) || !users.every(isUser)) throw new Error('users.json holds something else than users with groups');
  if (new Set(users.map(({ name }) => name)).size < users.length) throw new Error('users.json holds a user twice');
  return users;
}

function usersIn(json = ''): unknown {
  try {
    return JSON.parse(json).users;
  } catch {
    // What the parser says quotes the text, and with it hashes.
    throw new Error('users.json is no JSON');
  }
}

function isUser({ groups, name, password, roles: held }: User): boolean {
  const areNames = (names: readonly string[]) => Array.isArray(names) && names.every((each) => /^[\w.-]+$/.test(each));
  return isUserName(name) && areNames(groups) && groups.length > 0 && areNames(held) && /^[^\s,]+$/.test(password);
}

/** Whether a user may be called so. */
export function isUserName(name: string): boolean {
  return /^[a-z_][\w.-]*$/i.test(name) && !services.includes(name.toLowerCase());
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
