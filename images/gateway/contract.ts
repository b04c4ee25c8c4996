import type { ImageContract } from '../contract';

/** What the image of the gateway promises besides the rules for all images. */
interface GatewayContract extends ImageContract {
  /** File in the configuration directory with the topology `default`; the gateway takes a change of it up by itself. */
  readonly topologyFile: string;

  /** File in the configuration directory with Java options (`KNOX_GATEWAY_OPTS`), sourced by the command. */
  readonly environmentFile: string;

  /** File in the configuration directory by which Java logs in to a realm of Kerberos, if there is one. */
  readonly loginFile: string;

  /**
   * Ends of the names of files in the configuration directory that are definitions of services: `mlflow-service.xml` and
   * `mlflow-rewrite.xml` become `service.xml` and `rewrite.xml` of the service `mlflow`, beside those that come with Knox.
   */
  readonly serviceFileSuffixes: readonly [service: string, rewrite: string];

  /**
   * Where the secrets are mounted that all its pods share: `master`, from which the credential store with the password of the keystores is
   * made at each start, and the keystore `signing.p12` with the key `gateway-identity` for tokens, which the master secret opens.
   */
  readonly secretDirectory: string;

  /** Where the key is mounted that signs the cookies of callers who logged in to a realm: `key`. */
  readonly cookieDirectory: string;

  /** Operating system user that Hadoop's services know it as: it asks them in the name of its callers. */
  readonly serviceUser: string;
}

/**
 * Knox: HDFS and Spark by REST and their pages behind one address.
 *
 * The command makes the truststore of its certificate that of Java, so that the authority of a domain's controllers belongs into it too, and keeps
 * the password of the keystores from `KEYSTORE_PASSWORD` in Knox's credential store. Knox's part of Hadoop is 3.2: it calls Hadoop by HTTP alone.
 */
export const gateway = {
  name: 'gateway',
  version: '2.0.0',
  user: 10001,
  group: 0,
  configDirectory: '/etc/knox',
  writableDirectories: ['/tmp', '/var/lib/knox', '/var/log/knox'],
  commands: { gateway: ['gateway'] },
  topologyFile: 'default.xml',
  environmentFile: 'knox-env.sh',
  loginFile: 'krb5-login.conf',
  serviceFileSuffixes: ['-service.xml', '-rewrite.xml'],
  secretDirectory: '/var/run/secrets/gateway',
  cookieDirectory: '/var/run/secrets/cookies',
  serviceUser: 'knox',
} as const satisfies GatewayContract;
