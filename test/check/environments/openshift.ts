import type { EnvironmentInput } from 'big-data-cluster';
import { smallest } from '../../environments/smallest';

export { doors as extend } from '../doors';

export default {
  ...smallest,
  name: 'openshift',
  platform: { kind: 'openshift', storageClass: 'ocs-storagecluster-ceph-rbd' },
  endpoints: { gateway: { serviceType: 'Route', dnsName: 'gateway.apps.example.com', sourceRanges: ['10.0.0.0/8'] } },
} satisfies EnvironmentInput;
