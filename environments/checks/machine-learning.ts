import { type Problem, fieldPath, show } from '../problem';
import type { Cluster } from '../resolve-cluster';

/** MLflow needs a place for its files and is there once; notebooks run through the gateway. */
export function checkMachineLearning({ environment, gateway, hdfs, resources, spark }: Cluster): Problem[] {
  const has = (name: string) => resources.some((resource) => resource.name === name);
  const missing = (path: readonly string[], allowed: string, fix: string): Problem => ({
    path: fieldPath(path),
    given: show(undefined),
    allowed,
    fix,
  });
  return [
    ...(has('mlflow') && !hdfs && !environment.objectStore
      ? [missing(['objectStore'], 'a store for the files of MLflow', 'add objectStore, or HDFS: nmnode-0 and storage-0')]
      : []),
    ...(has('mlflow') && environment.trackingServer
      ? [
          {
            path: 'trackingServer',
            given: show(environment.trackingServer.url),
            allowed: 'nothing, or a server in the place of resources.mlflow',
            fix: 'remove one of the two: sessions and notebooks know one',
          },
        ]
      : []),
    ...(has('notebooks') && !gateway
      ? [missing(['resources', 'gateway'], 'a gateway, through which notebooks run', 'add gateway and HDFS behind it, or remove notebooks')]
      : []),
    ...(has('notebooks') && gateway && !spark?.head.includeLivy
      ? [
          spark
            ? {
                path: fieldPath(['resources', 'sparkhead', 'includeLivy']),
                given: show(false),
                allowed: 'true: the kernels of notebooks are sessions of Livy',
                fix: 'set it to true, or remove notebooks',
              }
            : missing(
                ['resources', 'sparkhead'],
                'Spark, whose sessions are the kernels of notebooks',
                'add sparkhead with NodeManagers, or remove notebooks',
              ),
        ]
      : []),
  ];
}
