import { type Problem, show } from '../problem';
import type { Cluster } from '../resolve-cluster';

/** Scripts inside of SQL Server need their languages in the image, and a platform that lets their launcher be root. */
export function checkExternalScripts({ environment: { images }, platform, sql }: Cluster): Problem[] {
  if (!sql?.master.machineLearning) return [];
  return [
    ...(images.sqlServer?.machineLearning
      ? []
      : [
          {
            path: 'images.sqlServer.machineLearning',
            given: show(images.sqlServer?.machineLearning),
            allowed: "true with machineLearning of the master: Microsoft's image has no languages",
            fix: 'build an image with mssql-server-extensibility and the languages, name it in images.sqlServer and set machineLearning',
          },
        ]),
    ...(platform.securityContextConstraints === undefined
      ? []
      : [
          {
            path: 'resources.master.machineLearning',
            given: show(true),
            allowed: `false on ${platform.title}, whose constraints ${platform.securityContextConstraints} admit no root`,
            fix: 'set it to false, and let an application of the cluster run the model',
          },
        ]),
  ];
}
