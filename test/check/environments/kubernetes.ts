import type { EnvironmentInput } from 'big-data-cluster';
import { smallest } from '../../environments/smallest';

export { doors as extend } from '../doors';

export default {
  ...smallest,
  name: 'kubernetes',
  platform: { kind: 'kubernetes', storageClass: 'fast' },
  endpoints: { gateway: { serviceType: 'ClusterIP' }, 'sql-server-master': { sourceRanges: ['10.0.0.0/8'] } },
} satisfies EnvironmentInput;
