import type { Cluster, Resource } from '../../environments/resolve-cluster';
import type { Realm } from '../../environments/realm';
import { secretDirectories } from '../../images/contract';
import { gateway } from '../../images/gateway/contract';
import { serviceHost } from '../../environments/host-names';
import type { ConfigFile } from './config-file';

/**
 * Who the gateway is to the services behind it.
 *
 * @see https://docs.oracle.com/en/java/javase/17/docs/api/jdk.security.auth/com/sun/security/auth/module/Krb5LoginModule.html
 */
export function gatewayLogin(cluster: Cluster, resource: Resource, realm: Realm): ConfigFile {
  return {
    name: gateway.loginFile,
    content: `com.sun.security.jgss.initiate {
  com.sun.security.auth.module.Krb5LoginModule required
  doNotPrompt=true
  useKeyTab=true
  keyTab="${secretDirectories.keytab}/service.keytab"
  principal="${gateway.serviceUser}/${serviceHost(cluster, resource.name)}@${realm.name}"
  storeKey=true
  useTicketCache=false;
};
`,
  };
}
