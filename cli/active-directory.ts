import { Option } from 'commander';
import { type ActiveDirectoryPlan, activeDirectoryPlan } from '../stacks/active-directory-plan';
import { type Format, print, table } from './print';
import { renderAll } from './render';

export const activeDirectoryOption = () =>
  new Option('--active-directory', 'what the cluster needs in its domain: accounts, groups, names, rights');

/** Prints what environments need in their domains. */
export async function printActiveDirectoryPlan(nameOrFile: string | undefined, format: Format): Promise<void> {
  const plans = (await renderAll(nameOrFile)).map(activeDirectoryPlan);
  print(format, nameOrFile === undefined ? plans : plans[0], () => plans.map(toText).join('\n'));
}

function toText(plan: ActiveDirectoryPlan): string {
  const { accounts, domain, environment, forwarding, groups, organizationalUnit, preflight, realm, records, rights } = plan;
  const list = (lines: readonly string[]) => lines.map((line) => `  ${line}\n`).join('');
  return [
    `${environment}: ${accounts.length} accounts in ${organizationalUnit}, realm ${realm}\n\n`,
    table(
      ['ACCOUNT', 'LOGS IN AS', 'NAMES', 'KEYTABS'],
      accounts.map(({ name, keytabs, servicePrincipalNames, userPrincipalName }) => [
        name,
        userPrincipalName,
        servicePrincipalNames.length,
        keytabs.map(({ secret, key }) => `${secret}/${key}`).join(', '),
      ]),
    ),
    '\n',
    table(
      ['SERVICE PRINCIPAL NAME', 'ACCOUNT'],
      accounts.flatMap(({ name, servicePrincipalNames }) => servicePrincipalNames.map((principal) => [principal, name])),
    ),
    '\n',
    table(
      ['GROUP', 'ROLE'],
      groups.map(({ group, role }) => [group, role]),
    ),
    '\n',
    table(
      ['RECORD', 'TYPE', 'VALUE', 'ENDPOINT'],
      records.map(({ name, type, value, endpoint }) => [name, type, value, endpoint]),
    ),
    `\nrights of the domain service account on ${organizationalUnit}:\n${list(rights.words)}  as SDDL: ${rights.sddl}\n`,
    `\npods find names of ${domain}: ${forwarding.how}\n\n${list(forwarding.text.trimEnd().split('\n'))}`,
    `\nbefore you apply it:\n${list(preflight)}`,
  ].join('');
}
