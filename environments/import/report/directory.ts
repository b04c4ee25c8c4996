import { type Migration, type Section, commands, markdownTable } from './migration';

/** Accounts of people and of the cluster, and names of its endpoints. */
export function directory(migration: Migration): Section {
  const { cluster, old } = migration;
  const { realm } = cluster;
  if (realm?.kind !== 'activeDirectory') {
    return {
      title: 'Users',
      text: [
        'The old cluster had one user, that of `AZDATA_USERNAME`, besides the logins of SQL Server. Here every person has an account of their own:',
        'the Secret `users` holds them with their groups and roles. Owners of files in HDFS are names, so give people the names that they had.',
      ].join('\n'),
    };
  }
  const names = Object.values(cluster.endpoints).filter(({ dnsName }) => dnsName !== undefined);
  return {
    title: 'Active Directory',
    text: [
      `Both clusters make accounts \`${realm.accountPrefix}-…\` in \`${realm.organizationalUnit}\` and the same service principal names, which a domain`,
      'has once. As long as both run, give the new one its own `subdomain` and `accountPrefix` in `realm`, and names of endpoints that the old one has',
      'not. Otherwise remove the old cluster first, and look whether its objects went with it:',
      '',
      commands(
        `ldapsearch -Y GSSAPI -H ldap://${realm.domainControllers[0]} -b "${realm.organizationalUnit}" "(sAMAccountName=${realm.accountPrefix}-*)" sAMAccountName servicePrincipalName`,
      ),
      '',
      `The account in \`DOMAIN_SERVICE_ACCOUNT_USERNAME\` is now in a Secret; the groups \`${[realm.admins, ...realm.users].join('`, `')}\` stay what they were:`,
      '',
      commands(
        `kubectl --context $NEW create secret generic domain-service-account-secret --namespace ${cluster.namespace} --from-file=username --from-file=password`,
      ),
      ...(names.length > 0
        ? [
            '',
            'Records of names that callers use; at the end they have to lead to the new cluster:',
            '',
            markdownTable(
              ['name', 'endpoint', 'port'],
              names.map(({ dnsName, name, port }) => [dnsName!, name, String(port)]),
            ),
          ]
        : []),
      '',
      `Logins \`[${realm.netbiosName}\\…]\` of SQL Server keep their SIDs, so databases that were restored know them once the logins are there. Roles of the old`,
      `controller that were given by hand are in \`auth.roles\` of its database: \`kubectl --context $OLD exec --namespace ${old.name} controldb-0 …\`.`,
    ].join('\n'),
  };
}
