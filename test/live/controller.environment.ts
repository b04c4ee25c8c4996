import type { EnvironmentInput } from 'big-data-cluster';
import { smallest } from '../environments/smallest';
import { images } from './client';

/** The controller with something to make Secrets for; the pods that read them are not started. */
export default {
  ...smallest,
  name: 'live-controller',
  images,
  resources: {
    ...smallest.resources,
    controller: { replicas: 2, cpu: '50m', memory: '192Mi' },
    gateway: { replicas: 1, cpu: '100m', memory: '512Mi' },
  },
  endpoints: { gateway: { port: 31943 }, controller: { port: 31980 }, mgmtproxy: { port: 31977 } },
} satisfies EnvironmentInput;
