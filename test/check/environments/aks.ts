import type { EnvironmentInput } from 'big-data-cluster';
import { smallest } from '../../environments/smallest';

export { doors as extend } from '../doors';

export default {
  ...smallest,
  name: 'aks',
  platform: { kind: 'aks', nodes: { count: 3, cpu: '7', memory: '28Gi' } },
  endpoints: {
    gateway: { dnsName: 'gateway.bdc.example.com', port: 443, internal: true },
    'sql-server-master': { sourceRanges: ['203.0.113.0/24', '2001:db8::/32'] },
  },
} satisfies EnvironmentInput;
