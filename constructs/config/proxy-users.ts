import type { Cluster } from '../../environments/resolve-cluster';
import { gateway as gatewayImage } from '../../images/gateway/contract';
import { hadoop } from '../../images/hadoop/contract';
import type { Properties } from './config-file';

/**
 * Services that act in the name of users, after they have asked them who they are: the gateway and the HttpFS behind it, Livy for its sessions,
 * the metastore for folders of tables.
 *
 * In a realm they do so for users of the cluster alone; their addresses change with their pods.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-project-dist/hadoop-common/Superusers.html
 */
export function proxyUsers({ gateway, realm, spark }: Cluster): Properties {
  const services = [
    ...(gateway ? [gatewayImage.serviceUser, hadoop.httpFsUser] : []),
    ...(spark?.head.includeLivy ? ['livy'] : []),
    ...(spark?.hasMetastore ? ['hive'] : []),
  ];
  const groups = realm ? [realm.admins, ...realm.users].join(',') : '*';
  return Object.assign(
    {},
    ...services.map((service) => ({ [`hadoop.proxyuser.${service}.hosts`]: '*', [`hadoop.proxyuser.${service}.groups`]: groups })),
  );
}
