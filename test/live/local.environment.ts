import type { EnvironmentInput } from 'big-data-cluster';
import { local } from 'big-data-cluster/environments';
import { images } from './client';

/** The built-in environment `local` under a name and ports of its own, so that a test never touches somebody's cluster. */
export default {
  ...local,
  name: 'live',
  images,
  endpoints: { gateway: { port: 31443 }, controller: { port: 31080 }, mgmtproxy: { port: 31777 } },
} satisfies EnvironmentInput;
