import { checkCluster } from '../../../environments/checks';
import type { EnvironmentInput } from '../../../environments/schema/environment';
import { clusterOf } from '../cluster';

const kubernetes = { kind: 'kubernetes' } as const;
const aks = { kind: 'aks' } as const;
const openshift = { kind: 'openshift' } as const;

type Input = Pick<EnvironmentInput, 'platform' | 'endpoints'>;

test.each<Input>([
  { platform: kubernetes },
  { platform: aks },
  { platform: openshift },
  { platform: { ...kubernetes, exposure: 'LoadBalancer' }, endpoints: { gateway: { port: 443 }, controller: { port: 443 } } },
  { platform: kubernetes, endpoints: { gateway: { serviceType: 'ClusterIP', port: 8443 } } },
  { platform: aks, endpoints: { gateway: { internal: true, sourceRanges: ['10.0.0.0/8'] } } },
  { platform: openshift, endpoints: { gateway: { serviceType: 'Route', port: 443 }, controller: { serviceType: 'Route' } } },
  { platform: kubernetes, endpoints: { gateway: { dnsName: 'a.example.com' }, controller: { dnsName: 'b.example.com' } } },
])('%j is right', (input) => {
  expect(checkCluster(clusterOf(input))).toEqual([]);
});

test.each<[Input, object]>([
  [
    { platform: kubernetes, endpoints: { gateway: { serviceType: 'Route' } } },
    {
      path: 'endpoints.gateway.serviceType',
      given: '"Route"',
      allowed: 'NodePort, LoadBalancer, ClusterIP',
      fix: 'use NodePort: Kubernetes has no Route',
    },
  ],
  [
    { platform: openshift, endpoints: { 'sql-server-master': { serviceType: 'Route' } } },
    {
      path: 'endpoints.sql-server-master.serviceType',
      given: '"Route"',
      allowed: 'NodePort, LoadBalancer, ClusterIP',
      fix: 'use NodePort: routers know HTTPS alone, and SQL Server speaks TDS',
    },
  ],
  [
    { platform: openshift, endpoints: { gateway: { serviceType: 'Route', port: 30443 } } },
    { path: 'endpoints.gateway.port', given: '30443', allowed: '443, the port of all Routes', fix: 'remove it' },
  ],
  [
    { platform: kubernetes, endpoints: { gateway: { port: 443 } } },
    {
      path: 'endpoints.gateway.port',
      given: '443',
      allowed: 'a port of nodes, from 30000 to 32767',
      fix: 'choose one of them, or another serviceType',
    },
  ],
  [
    { platform: kubernetes, endpoints: { gateway: { port: 30080 } } },
    { path: 'endpoints.gateway.port', given: '30080', allowed: 'a port that no other endpoint has', fix: 'change it: controller has it' },
  ],
  [
    { platform: aks, endpoints: { gateway: { dnsName: 'a.example.com' }, 'app-proxy': { dnsName: 'a.example.com' } } },
    {
      path: 'endpoints.app-proxy.dnsName',
      given: '"a.example.com"',
      allowed: 'a dnsName that no other endpoint has',
      fix: 'change it: gateway has it',
    },
  ],
  [
    { platform: aks, endpoints: { gateway: { serviceType: 'NodePort', internal: true } } },
    {
      path: 'endpoints.gateway.internal',
      given: 'true',
      allowed: 'false, or true with serviceType LoadBalancer',
      fix: 'use LoadBalancer, or remove it',
    },
  ],
  [
    { platform: kubernetes, endpoints: { gateway: { serviceType: 'LoadBalancer', internal: true } } },
    {
      path: 'endpoints.gateway.internal',
      given: 'true',
      allowed: 'false on Kubernetes',
      fix: 'remove it, and say where load balancers are set up who may call them',
    },
  ],
  [
    { platform: aks, endpoints: { gateway: { serviceType: 'ClusterIP', sourceRanges: ['10.0.0.0/8'] } } },
    {
      path: 'endpoints.gateway.sourceRanges',
      given: '["10.0.0.0/8"]',
      allowed: 'none with serviceType ClusterIP: addresses of pods change',
      fix: 'remove them, or use another serviceType',
    },
  ],
])('%j is wrong', (input, problem) => {
  expect(checkCluster(clusterOf(input))).toEqual([problem]);
});

test('everything that is wrong is told at once', () => {
  const endpoints: Input['endpoints'] = {
    controller: { serviceType: 'Route', internal: true },
    mgmtproxy: { port: 80 },
    gateway: { dnsName: 'a.example.com', port: 30778 },
    'sql-server-master': { dnsName: 'a.example.com' },
  };
  expect(checkCluster(clusterOf({ endpoints })).map(({ path }) => path)).toEqual([
    'endpoints.controller.serviceType',
    'endpoints.controller.internal',
    'endpoints.mgmtproxy.port',
    'endpoints.app-proxy.port',
    'endpoints.sql-server-master.dnsName',
  ]);
});
