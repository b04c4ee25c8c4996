import { appRuntimes } from '../../schema/apps';
import { type Migration, type Section, commands, newAddress } from './migration';

/** Applications; a profile does not name them. */
export function applications(migration: Migration): Section {
  const { cluster, old } = migration;
  const controller = ({ host, port }: { host: string; port: number }) => `https://${host}:${port}/api/v1`;
  const from = controller(old.address('controller'));
  const to = controller(newAddress(migration, 'controller'));
  if (!cluster.appProxy)
    return { title: 'Applications', text: 'The new cluster has no application proxy, so applications have no place in it.' };
  return {
    title: 'Applications',
    text: [
      'Packages cannot be fetched from the old cluster: deploy them from the folders that they were made from. What is there:',
      '',
      commands(
        `TOKEN=$(curl -sk -u "$OLD_USER" -X POST ${from}/token | jq -r .access_token)`,
        `curl -sk -H "Authorization: Bearer $TOKEN" ${from}/app | jq -r '.[] | [.name, .version, .state] | @tsv'`,
      ),
      '',
      'Each of them, in the place of `azdata app create`:',
      '',
      commands(
        'APP=add-app',
        '(cd $APP && zip -qr ../$APP.zip .)',
        `TOKEN=$(curl -sk -u "$NEW_USER" -X POST ${to}/token | jq -r .access_token)`,
        `curl -sk -H "Authorization: Bearer $TOKEN" -F Spec=@$APP/spec.yaml -F Package=@$APP.zip ${to}/app`,
      ),
      '',
      `Runtimes are ${appRuntimes.join(', ')}. Models of MLeap have to be saved as ONNX; packages of SSIS have no place here. Callers keep the`,
      'path `/api/app/<name>/<version>/run` and the form of answers.',
    ].join('\n'),
  };
}
