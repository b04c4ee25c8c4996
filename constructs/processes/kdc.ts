import { ports } from '../../environments/endpoints';
import type { InternalRealm } from '../../environments/realm';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import { kdc as image } from '../../images/kdc/contract';
import { kadm5Acl } from '../config/kadm5-acl';
import { kdcConf } from '../config/kdc-conf';
import { krb5Conf } from '../config/krb5-conf';
import type { Process } from '../workload/process';

/** Knows the keys of all principals: it gives out tickets, and lets its administrator make principals. */
export function kdc(cluster: Cluster, realm: InternalRealm, { cpu, cpuLimit, memory }: Resource): Process {
  return {
    name: image.name,
    image: cluster.images.kdc,
    args: image.commands.kdc,
    ports: ports.kdc,
    cpu,
    cpuLimit,
    memory,
    ready: { port: 'kdc-tickets' },
    live: { port: 'kdc-tickets' },
    config: { directory: image.configDirectory, files: [kdcConf(realm), kadm5Acl(realm), krb5Conf(cluster, realm)] },
    volumes: { data: image.dataDirectory },
    writableDirectories: image.writableDirectories,
    secrets: [{ secret: 'kdc-passwords', directory: image.passwordDirectory }],
  };
}
