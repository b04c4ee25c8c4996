import type { Platform } from './platform';
import { vanilla } from './vanilla';

/** Azure Kubernetes Service: disks and load balancers come from Azure. */
export const aks: Platform = {
  ...vanilla,
  title: 'AKS',
  // Azure runs the API server, behind the usual port.
  apiServerPorts: [443],
  // Standard SSDs, made in the zone of the first pod that needs them; see https://learn.microsoft.com/azure/aks/azure-csi-disk-storage-provision
  defaultStorageClass: 'managed-csi',
  // Nodes have private addresses alone.
  serviceTypes: ['LoadBalancer', 'NodePort', 'ClusterIP'],
  internalLoadBalancer: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
};
