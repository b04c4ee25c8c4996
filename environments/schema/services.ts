import { z } from 'zod';
import { settings } from './settings';

/** What is set for a service wherever its processes run. */
const service = z.strictObject({
  /** Properties of configuration files, for every resource of the service. */
  settings: settings.default({}),
});

/** Services, each spread over several resources. */
export const services = z.strictObject({
  /** HDFS: NameNodes and DataNodes. */
  hdfs: service.prefault({}),
});
