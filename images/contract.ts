/**
 * All that the rest of the program may know of an image.
 *
 * Plain data: what is not stated here (class paths, Java flags, where programs lie) is the image's own business
 * and may change without a change anywhere else. The tag is not part of it, see `tags.json`.
 */
export interface ImageContract {
  /** Name in the registry, equal to the folder below `images/`; the registry in front of it is the environment's choice. */
  readonly name: string;

  /** Version of the program inside; the tag begins with it, `images/tags` refuses a difference. */
  readonly version: string;

  /** Numeric default user; nothing may depend on it, since OpenShift replaces it by a number of its own. */
  readonly user: number;

  /** Primary group, always 0: the image's files belong to it, so every user works as long as the group stays. */
  readonly group: 0;

  /** Where the generated configuration is mounted; empty in the image and only read by it. */
  readonly configDirectory: string;

  /**
   * Mount point of the persistent volume; its owner and mode are the volume's, so programs use directories below it.
   *
   * @default - it keeps nothing
   */
  readonly dataDirectory?: string;

  /** Directories that need an `emptyDir` each; everything else works on a read-only root file system. */
  readonly writableDirectories: readonly string[];

  /**
   * Entry commands by role.
   *
   * They belong into `args` of a container, not into `command`: that would replace the entry point, which reaps
   * processes and hands on signals.
   */
  readonly commands: Readonly<Record<string, readonly string[]>>;
}

/** Where Secrets are mounted, a file per key; the same in all of the product's own images. */
export const secretDirectories = {
  /** `tls.crt`, `tls.key` and `ca.crt` as PEM; `keystore.p12` and `truststore.p12`, whose password is in `KEYSTORE_PASSWORD`. */
  tls: '/var/run/secrets/tls',

  /** `ca.crt` as PEM, for whoever calls doors of the cluster. */
  trust: '/var/run/secrets/trust',

  /** A keytab for each pod: `<pod>.keytab`, or `service.keytab` where all pods are one service. */
  keytab: '/var/run/secrets/keytab',

  /** `key`: signs the cookies of web pages of Hadoop and Spark. */
  webSignature: '/var/run/secrets/spark',

  /** `password`: that of the keystores, for programs that take it from no variable. */
  keystorePassword: '/var/run/secrets/keystore-password',

  /** `username`, `password` and `truststore.p12` for looking up groups in a domain. */
  lookup: '/var/run/secrets/ldap-lookup',

  /** `users.json`: names, groups, roles and hashes of passwords; `users.properties`: the same, as Shiro reads it. */
  users: '/var/run/secrets/users',

  /** `key`: signs the tokens by which sessions of Spark call MLflow. */
  mlflow: '/var/run/secrets/mlflow',

  /** `passwd` and `group`: names and groups of the users, as the operating system reads them. */
  groups: '/var/run/secrets/user-groups',

  /** A directory for each mount, with `credentials.xml` in Hadoop's form. */
  mounts: '/var/run/secrets/mounts',
} as const;

/** Files with authorities, as PEM; the same in all of the product's own images. */
export const authorities = {
  /** Who signed the certificates of the cluster. */
  cluster: `${secretDirectories.trust}/ca.crt`,

  /** Whom Debian trusts. */
  public: '/etc/ssl/certs/ca-certificates.crt',
} as const;
