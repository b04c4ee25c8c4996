import * as z from 'zod';
import { apps } from './apps';
import { certificates } from './certificates';
import { endpoints } from './endpoints';
import { images } from './images';
import { mounts } from './mounts';
import { clusterName, dnsLabel } from './names';
import { databaseServer, objectStore, trackingServer } from './outside';
import { platform } from './platform';
import { realm } from './realm';
import { volume } from './resource';
import { resources } from './resources';
import { secrets } from './secrets';
import { services } from './services';
import { settings } from './settings';
import { sql } from './sql';

/** One cluster, described as data: what stands in `environments/*.ts`, or in a YAML or JSON file. */
export const environment = z.strictObject({
  /** Address or path of this schema, for editors; nothing else reads it. */
  $schema: z.string().optional(),

  /** Name of the environment, of the cluster and of the HDFS nameservice (`hdfs://<name>/`); it cannot be changed later. */
  name: clusterName,

  /**
   * Kubernetes namespace; the cluster has it for itself.
   *
   * @default - the environment's name
   */
  namespace: dnsLabel.optional(),

  /** Where the cluster runs. */
  platform,

  /**
   * Whether people rely on the cluster: what is good enough for development and test alone is then warned of.
   *
   * @default false
   */
  production: z.boolean().default(false),

  /**
   * How callers prove who they are.
   *
   * `simple` believes the name that a caller gives to HDFS: users inside the cluster are not isolated from each other, so it is for
   * development and test only. `kerberos` needs a `realm`.
   *
   * @default simple
   */
  security: z.enum(['simple', 'kerberos']).default('simple'),

  /**
   * The realm of Kerberos; needed by `security: kerberos`.
   *
   * @default - none
   */
  realm: realm.optional(),

  /** Who signs the certificates of the cluster. */
  certificates: certificates.default({ from: 'controller' }),

  /**
   * Whether you accept the licence terms of SQL Server; without it no SQL Server starts.
   *
   * @default false
   * @see https://learn.microsoft.com/sql/linux/configure/environment-variables
   */
  acceptEula: z.boolean().default(false),

  /**
   * Version and edition of SQL Server; needed as soon as there is SQL Server in the cluster.
   *
   * @default - none: both are a matter of licences
   */
  sql: sql.optional(),

  /**
   * Where Secrets come from, by the name that they have when they are generated (`sql-sa`, `master-sql-tls`, …).
   *
   * @default - all are generated in the cluster
   */
  secrets: secrets.default({}),

  /** Where images come from. */
  images: images.prefault({}),

  /** Volumes of all resources that do not say otherwise. */
  storage: z
    .strictObject({
      /** Volumes that keep data. */
      data: volume
        .extend({
          /** Size of each volume; it cannot be changed in place later. */
          size: volume.shape.size.unwrap().default('15Gi'),
        })
        .prefault({}),

      /** Volumes that keep logs, or what is lost with the pod. */
      logs: volume
        .extend({
          /** Size of each volume; it cannot be changed in place later. */
          size: volume.shape.size.unwrap().default('10Gi'),
        })
        .prefault({}),
    })
    .prefault({}),

  /** Properties of configuration files, for the whole cluster. */
  settings: settings.default({}),

  /** Pools and services of the cluster. */
  resources,

  /**
   * Stores outside whose files appear in HDFS as `/mounts/<name>`.
   *
   * @default - none
   */
  mounts: mounts.default({}),

  /**
   * A PostgreSQL that is there already, in the place of `resources.database`; `secrets` say where the logins are.
   *
   * @default - none
   */
  databaseServer: databaseServer.optional(),

  /**
   * A tracking server of MLflow that is there already, in the place of `resources.mlflow`.
   *
   * @default - none
   */
  trackingServer: trackingServer.optional(),

  /**
   * A store of S3 outside, for packages of applications and files of MLflow.
   *
   * @default - they are in HDFS
   */
  objectStore: objectStore.optional(),

  /**
   * Applications that are there with the cluster, by name.
   *
   * @default - none
   */
  apps: apps.default({}),

  /** Doors of the cluster, for callers outside of it. */
  endpoints: endpoints.prefault({}),

  /** Settings by service. */
  services: services.prefault({}),
});

/** An environment as it is written: fields with a default may be left out. */
export type EnvironmentInput = z.input<typeof environment>;

/** An environment with every default filled in. */
export type Environment = z.output<typeof environment>;
