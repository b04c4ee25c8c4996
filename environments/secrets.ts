import type { z } from 'zod';
import type { Environment } from './schema/environment';
import type { secretSource } from './schema/secrets';

/** Where a Secret comes from: as the environment says, or, of a certificate, from whoever signs all of them. */
export type SecretSource = z.output<typeof secretSource> | Extract<Environment['certificates'], { from: 'certManager' }>;

/** What is in a Secret of the cluster. */
export interface SecretContent {
  /** Keys that it has, whoever makes it; of a keytab they are the pods'. */
  readonly keys: readonly string[];

  /** What it is, for whoever makes it. */
  readonly content: string;
}

const login = { keys: ['username', 'password'] };
const s3Keys = { keys: ['access-key', 'secret-key'] };

/** Secrets by id, which is also their name when they are generated. */
const shared = {
  'sql-sa': { keys: ['password'], content: 'password of the login sa of every SQL Server' },
  'sql-agent': { ...login, content: 'login of the agents of the availability group' },
  'sql-pool': { ...login, content: 'login with which master and compute pool read the shards of the data pool' },
  'sql-master-key': {
    keys: ['password'],
    content: 'password of the database master keys, which protect the certificates of the endpoints',
  },
  'sql-machine-key': { keys: ['machine-key'], content: 'key of 44 bytes, the same in all replicas of the master' },
  'cluster-admin': { ...login, content: 'login of the first user, who may do everything in the cluster' },
  users: { keys: ['users.json', 'users.properties'], content: 'the users, with their groups, roles and the hashes of their passwords' },
  'user-groups': { keys: ['passwd', 'group'], content: 'names and groups of the users, as operating systems read them' },
  'keystore-password': { keys: ['password'], content: 'password of the keystores and truststores of Java processes' },
  authority: { keys: ['ca.crt', 'ca.key'], content: 'root that signs the certificates of the cluster, for the controller alone' },
  trust: { keys: ['ca.crt'], content: 'who signed the certificates of the cluster' },
  'gateway-secrets': {
    keys: ['master', 'signing.p12'],
    content: 'what all pods of the gateway share: its master secret and the key that signs tokens',
  },
  'token-key': { keys: ['key'], content: 'key that signs the tokens of the controller' },
  'mlflow-key': { keys: ['key'], content: 'key that signs the tokens by which sessions of Spark call MLflow' },
  'livy-secret': { keys: ['key'], content: 'key from which Livy derives a secret for each session' },
  'spark-secret': { keys: ['key'], content: 'key that signs the cookies of web pages of Hadoop and Spark' },
  's3-sql': { ...s3Keys, content: 'keys with which SQL Server reads files of HDFS' },
  's3-mlflow': { ...s3Keys, content: 'keys with which MLflow keeps its files in HDFS' },
  's3-apps': { ...s3Keys, content: 'keys with which packages of applications are read and written in HDFS' },
  'database-admin': { keys: ['password'], content: 'password of the superuser of the database' },
  'database-metastore': { ...login, content: 'login of the Hive metastore' },
  'database-mlflow': { ...login, content: 'login of MLflow' },
  'kdc-passwords': { keys: ['master', 'admin'], content: 'passwords of the key distribution centre and of its administrator' },
  'domain-service-account-secret': { ...login, content: 'account that makes the accounts of the cluster in the domain' },
  'ldap-lookup': {
    keys: [...login.keys, 'truststore.p12'],
    content: 'account that looks up groups in the domain, and who signs the certificates of its controllers',
  },
} as const satisfies Record<string, SecretContent>;

export type SharedSecret = keyof typeof shared;

/** Whoever has a database, called as its login. */
export const databaseLogins = ['metastore', 'mlflow'] as const;

export type DatabaseLogin = (typeof databaseLogins)[number];

/** Id of the Secret with the login of `caller`. */
export function databaseSecret(caller: DatabaseLogin): SharedSecret {
  return `database-${caller}`;
}

/** Secrets of which there is one for each workload, by the end of their ids. */
const perWorkload = {
  '-sql-tls': {
    keys: ['tls.crt', 'tls.key', 'ca.crt'],
    content: 'certificate of SQL Server, signed by the root itself: SQL Server sends no others',
  },
  '-tls': { keys: ['tls.crt', 'tls.key', 'ca.crt', 'keystore.p12', 'truststore.p12'], content: 'certificate, and who signed it' },
  '-keytab': { keys: [], content: 'keys of the service principals of each pod' },
} as const satisfies Record<string, SecretContent>;

const suffixes = Object.entries<SecretContent>(perWorkload);

/** Keys whose content is no text; stores of secrets hold it in Base64. */
export function isBinary(key: string): boolean {
  return key === 'machine-key' || key.endsWith('.p12') || key.endsWith('.keytab');
}

/** Id of the Secret with the certificate of SQL Server in `resource`. */
export function sqlTlsSecret(resource: string): string {
  return `${resource}-sql-tls`;
}

/** Id of the Secret with the certificate of `workload`. */
export function tlsSecret(workload: string): string {
  return `${workload}-tls`;
}

/** Id of the Secret with the keytabs of `process` in `workload`. */
export function keytabSecret(workload: string, process: string): string {
  return `${workload}-${process}-keytab`;
}

/** What is in the Secret `id`; nothing is known of a Secret that is not the cluster's. */
export function contentOf(id: string): SecretContent | undefined {
  const content = suffixes.find(([suffix]) => id.endsWith(suffix))?.[1];
  return content ?? (Object.hasOwn(shared, id) ? shared[id as SharedSecret] : undefined);
}

/** Where the Secret `id` comes from; one that is not the cluster's is there already. */
export function sourceOf({ certificates, secrets }: Environment, id: string): SecretSource {
  if (secrets[id]) return secrets[id];
  if (!contentOf(id)) return { from: 'existing', name: id };
  return isCertificate(id) && certificates.from === 'certManager' ? certificates : { from: 'generated' };
}

/** Whether the Secret `id` holds a certificate. */
export function isCertificate(id: string): boolean {
  return id.endsWith('-tls');
}

/** Name in the cluster of the Secret `id`. */
export function secretName(environment: Environment, id: string): string {
  const source = sourceOf(environment, id);
  return source.from === 'existing' ? source.name : id;
}
