import { distinct } from '../../environments/problem';
import { endpointsOf } from './external-service';
import { hostOf, serviceHost, serviceName } from '../../environments/host-names';
import type { WorkloadSpec } from './workload';

/** Names under which callers know a pod of `workload`: those of its Services and doors, its own, and the one that it calls itself by. */
export function certificateNames(workload: WorkloadSpec): string[] {
  const { cluster, kind, name, services } = workload;
  const doors = endpointsOf(workload);
  const inside = [name, ...Object.keys(services)].map(serviceName);
  return distinct([
    ...[...inside, ...doors.map(({ service }) => service)].flatMap((service) => [service, hostOf(cluster, service)]),
    ...(kind === 'StatefulSet' ? [`*.${serviceHost(cluster, name)}`] : []),
    ...doors.flatMap(({ dnsName }) => dnsName ?? []),
    'localhost',
  ]);
}
