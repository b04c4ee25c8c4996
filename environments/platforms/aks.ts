import type { Platform } from './platform';
import { serverBlock, vanilla } from './vanilla';

/** Azure Kubernetes Service: disks and load balancers come from Azure. */
export const aks: Platform = {
  ...vanilla,
  title: 'AKS',
  // Azure owns the Corefile, and reads what is added from here; see https://learn.microsoft.com/azure/aks/coredns-custom
  forwardZone: (zone, servers) => ({
    how: 'apply this, then restart the Deployment coredns of kube-system',
    text: [
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata:',
      '  name: coredns-custom',
      '  namespace: kube-system',
      'data:',
      `  ${zone}.server: |`,
      serverBlock(zone, servers).replace(/^(?=.)/gm, '    '),
    ].join('\n'),
  }),
  // Azure runs the API server, behind the usual port.
  apiServerPorts: [443],
  // Standard SSDs, made in the zone of the first pod that needs them; see https://learn.microsoft.com/azure/aks/azure-csi-disk-storage-provision
  defaultStorageClass: 'managed-csi',
  // Nodes have private addresses alone.
  serviceTypes: ['LoadBalancer', 'NodePort', 'ClusterIP'],
  internalLoadBalancer: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
};
