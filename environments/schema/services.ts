import * as z from 'zod';
import { settings } from './settings';

/** What is set for a service wherever its processes run. */
const service = z.strictObject({
  /** Properties of configuration files, for every resource of the service. */
  settings: settings.default({}),
});

/** Services, each spread over several resources. */
export const services = z.strictObject({
  /** HDFS: NameNodes, DataNodes, and the quorum that decides which NameNode is active. */
  hdfs: service.prefault({}),

  /** SQL Server in all pools. */
  sql: service.prefault({}),

  /** Spark, and the YARN that runs it. */
  spark: service.prefault({}),

  /** The gateway. */
  gateway: service.prefault({}),
});

export type ServiceName = keyof typeof services.shape;

export const serviceNames = Object.keys(services.shape) as ServiceName[];
