import { type Problem, fieldPath, show } from '../problem';
import type { Cluster } from '../resolve-cluster';
import { databaseSecret, sourceOf } from '../secrets';

/** Metastore and MLflow keep what they know in a database: one of the cluster's own, or one outside whose logins are there already. */
export function checkDatabase({ database, databaseLogins, environment, resources, spark }: Cluster): Problem[] {
  const outside = environment.databaseServer;
  const has = (name: string) => resources.some((resource) => resource.name === name);
  const missing = (what: string): Problem => ({
    path: 'resources.database',
    given: show(undefined),
    allowed: `a database for ${what}`,
    fix: 'add database, or name a PostgreSQL that is there already in databaseServer',
  });
  if (database && outside) {
    return [
      {
        path: 'databaseServer',
        given: show(outside.host),
        allowed: 'nothing, or a server in the place of resources.database',
        fix: 'remove one of the two',
      },
    ];
  }
  if (!database && !outside) {
    return [
      ...(spark?.head.includeMetastore ? [missing('the Hive metastore, or includeMetastore: false')] : []),
      ...(has('mlflow') ? [missing('MLflow')] : []),
    ];
  }
  return outside
    ? databaseLogins.map(databaseSecret).flatMap((id) =>
        sourceOf(environment, id).from === 'generated'
          ? {
              path: fieldPath(['secrets', id]),
              given: show(environment.secrets[id]),
              allowed: `from: existing or from: externalSecret, with the keys username and password: nobody here makes logins in ${outside.host}`,
              fix: `make the login and its database there, put it into a Secret, and name that in secrets`,
            }
          : [],
      )
    : [];
}
