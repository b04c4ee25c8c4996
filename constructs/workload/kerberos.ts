import type { Realm } from '../../environments/realm';
import type { Cluster } from '../../environments/resolve-cluster';
import { keytabSecret } from '../../environments/secrets';
import { secretDirectories } from '../../images/contract';
import { krb5Conf } from '../config/krb5-conf';
import { podNames } from '../../environments/host-names';
import type { Flow, Process } from './process';
import type { WorkloadSpec } from './workload';

/** `process` of `workload` with all that its principals need: the keytab, `/etc/krb5.conf`, the way to whoever gives out tickets. */
export function inRealm(cluster: Cluster, workload: string, process: Process): Process {
  const { realm } = cluster;
  if (!realm || !process.principals?.length) return process;
  const { config, connectsTo = [], secrets = [] } = process;
  return {
    ...process,
    config: { directory: config?.directory ?? '/etc/kerberos', files: [...(config?.files ?? []), krb5Conf(cluster, realm)] },
    secrets: [...secrets, { secret: keytabSecret(workload, process.name), directory: secretDirectories.keytab }],
    connectsTo: [...connectsTo, ...ticketFlows(cluster, realm)],
  };
}

/** Keytabs of `process`: one for each pod that is somebody else, or one for all. */
export function keytabFiles({ name, replicas }: Pick<WorkloadSpec, 'name' | 'replicas'>, { principals = [] }: Process): string[] {
  return principals.some(({ perPod }) => perPod) ? podNames(name, replicas).map((pod) => `${pod}.keytab`) : ['service.keytab'];
}

/** Kerberos, LDAP, changes of passwords, and the two of the global catalogue; all with TCP, see `krb5.conf`. */
const domainPorts = [88, 389, 464, 636, 3268, 3269];

function ticketFlows({ kdc }: Cluster, realm: Realm): Flow[] {
  if (realm.kind === 'internal') return kdc ? [{ workload: kdc.name, ports: ['kdc-tickets'] }] : [];
  // The controllers of a domain are its DNS servers.
  return [{ ports: domainPorts, ranges: realm.dnsServers.map((address) => `${address}/${address.includes(':') ? 128 : 32}`) }];
}
