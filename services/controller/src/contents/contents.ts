import type { Data } from '../kubernetes/secret';
import type { Means } from '../means';
import { gatewaySecrets } from './gateway-secrets';
import { machineKey } from './machine-key';
import { alphanumeric, password, signingKey } from './random';
import { firstUser, followUsers, groupsData, readUsers, usersData } from '../users/users';

/** What a content is made of and how. */
interface Recipe {
  /** Ids of the Secrets that have to be there before. */
  readonly from: readonly string[];

  readonly make: (sources: Readonly<Record<string, Data>>, means: Means) => Data | Promise<Data>;
}

/** How a Secret is made, and what becomes of it. */
export interface Content extends Recipe {
  /**
   * How it is made again with each pass; the Secret itself is one of the sources.
   *
   * @default - it stays as it was made
   */
  readonly follow?: Recipe;
}

const random = (make: () => Data): Content => ({ from: [], make });
const secret = () => random(() => ({ password: Buffer.from(password()) }));
const key = () => random(() => ({ key: Buffer.from(signingKey()) }));
const login = (username: string) => random(() => ({ username: Buffer.from(username), password: Buffer.from(password()) }));
const s3Keys = () => random(() => ({ 'access-key': Buffer.from(alphanumeric(20)), 'secret-key': Buffer.from(alphanumeric(40)) }));
const groups: Recipe = { from: ['users'], make: ({ users }) => groupsData(readUsers(users!)) };

/** Contents by the id of the Secret, each after those that it is made of; ids that are not here cannot be made from nothing. */
export const contents: Readonly<Record<string, Content>> = {
  'keystore-password': secret(),
  'cluster-admin': login('admin'),
  users: {
    from: ['cluster-admin'],
    make: (sources) => usersData(firstUser(sources['cluster-admin']!)),
    follow: { from: [], make: ({ users }) => followUsers(users!) },
  },
  'user-groups': { ...groups, follow: groups },
  'sql-sa': secret(),
  'sql-agent': login('bdc_agent'),
  'sql-pool': login('bdc_pool'),
  'sql-master-key': secret(),
  'sql-machine-key': random(() => ({ 'machine-key': machineKey() })),
  'gateway-secrets': { from: [], make: (_, means) => gatewaySecrets(means) },
  'token-key': key(),
  'mlflow-key': key(),
  'livy-secret': key(),
  'spark-secret': key(),
  's3-sql': s3Keys(),
  's3-mlflow': s3Keys(),
  's3-apps': s3Keys(),
  'database-admin': secret(),
  'database-metastore': login('metastore'),
  'database-mlflow': login('mlflow'),
  'kdc-passwords': random(() => ({ master: Buffer.from(password()), admin: Buffer.from(password()) })),
};
