import type { ActiveDirectory } from '../environments/realm';
import { type Batch, inMaster } from './batch';
import { identifier, literal, sql } from './quoting';

/** What members of a group may do in a database, as the roles that every database has. */
const databaseRoles = { reader: ['db_datareader'], writer: ['db_datareader', 'db_datawriter'], owner: ['db_owner'] } as const;

export type Access = keyof typeof databaseRoles;

/** The group with its domain, as SQL Server names it. */
function windowsName({ netbiosName }: ActiveDirectory, group: string): string {
  return `${netbiosName}\\${group}`;
}

/** Members of the group may connect. */
function createGroupLogin(name: string): Batch {
  return inMaster(sql`IF SUSER_ID(${literal(name)}) IS NULL CREATE LOGIN ${identifier(name)} FROM WINDOWS;`);
}

/** Logins of the domain's groups: administrators of the cluster administer SQL Server as well, its users may connect. */
export function createGroupLogins(domain: ActiveDirectory): Batch[] {
  const admins = windowsName(domain, domain.admins);
  const users = domain.users.map((group) => windowsName(domain, group));
  return [
    createGroupLogin(admins),
    inMaster(sql`ALTER SERVER ROLE [sysadmin] ADD MEMBER ${identifier(admins)};`),
    ...users.map(createGroupLogin),
  ];
}

/** Lets members of the group into a database; a database of an availability group needs that once. */
export function admitGroup(domain: ActiveDirectory, group: string, database: string, access: Access): Batch[] {
  const name = windowsName(domain, group);
  return [
    { database, text: sql`IF USER_ID(${literal(name)}) IS NULL CREATE USER ${identifier(name)} FOR LOGIN ${identifier(name)};` },
    ...databaseRoles[access].map((role) => ({ database, text: sql`ALTER ROLE ${identifier(role)} ADD MEMBER ${identifier(name)};` })),
  ];
}
