import { ports } from '../../environments/endpoints';
import type { Cluster } from '../../environments/resolve-cluster';
import { s3Address } from '../../environments/s3-over-hdfs';
import type { App } from '../../environments/schema/apps';
import { appRuntime } from '../../images/app-runtime/contract';
import type { ConfigFile } from './config-file';

/** The specification of an application, in the form of its `spec.yaml`, and where its package is. */
export function appSpec(cluster: Cluster, name: string, app: App): ConfigFile {
  const { version, runtime, src, entrypoint, replicas, poolsize, inputs, output } = app;
  const spec = {
    name,
    version,
    runtime,
    src,
    entrypoint,
    replicas,
    poolsize,
    inputs,
    output,
    port: ports.app['app-https'],
    package: { ...appStore(cluster), path: app.package },
  };
  return { name: appRuntime.configFile, content: `${JSON.stringify(spec, null, 2)}\n` };
}

/** The store that packages of applications are in: the one outside, or the folder `apps` of HDFS. */
function appStore(cluster: Cluster) {
  const { objectStore } = cluster.environment;
  return objectStore
    ? { endpoint: objectStore.endpoint, bucket: objectStore.bucket }
    : { endpoint: `https://${s3Address(cluster, 'apps')}`, bucket: 'apps' };
}
