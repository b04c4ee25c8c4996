import { type Problem, fieldPath, show } from '../problem';
import type { Cluster } from '../resolve-cluster';

/** Applications need the proxy in front of them, a store for their packages, and what their runtime asks for. */
export function checkApps({ environment, hdfs, resources }: Cluster): Problem[] {
  const apps = Object.entries(environment.apps);
  const has = (name: string) => resources.some((resource) => resource.name === name);
  const workloads = apps.map(([name, { version }]) => `${name}-${version}`);
  // Of those with the same name the first is set last.
  const firsts = new Map(workloads.map((workload, index) => [workload, index] as const).toReversed());
  const wanted = apps.length > 0 || has('appproxy');
  return [
    ...(apps.length > 0 && !has('appproxy')
      ? [
          {
            path: 'resources.appproxy',
            given: show(undefined),
            allowed: `the proxy through which ${apps.map(([name]) => name).join(', ')} are called`,
            fix: 'add appproxy, or remove apps',
          },
        ]
      : []),
    ...(has('appproxy') && !has('controller')
      ? [
          {
            path: 'resources.controller',
            given: show(undefined),
            allowed: 'a controller, which deploys the applications behind appproxy and signs the tokens of their callers',
            fix: 'add controller, or remove appproxy',
          },
        ]
      : []),
    ...(wanted && !hdfs && !environment.objectStore
      ? [
          {
            path: 'objectStore',
            given: show(undefined),
            allowed: 'a store for packages of applications, since there is no HDFS',
            fix: 'add objectStore, or nmnode-0 and storage-0',
          },
        ]
      : []),
    ...apps.flatMap(([name, { entrypoint, runtime, version }], index) => {
      const path = (field: string) => fieldPath(['apps', name, field]);
      const first = firsts.get(`${name}-${version}`)!;
      return [
        ...(runtime !== 'Onnx' && entrypoint === undefined
          ? [{ path: path('entrypoint'), given: show(undefined), allowed: 'the name of a function of the script', fix: 'add it' }]
          : []),
        ...(runtime === 'Onnx' && entrypoint !== undefined
          ? [{ path: path('entrypoint'), given: show(entrypoint), allowed: 'none: a model has no functions', fix: 'remove it' }]
          : []),
        ...(first < index
          ? [
              {
                path: path('version'),
                given: show(version),
                allowed: `a version with which the pods are not called app-${name}-${version}: those of ${apps[first]![0]} are`,
                fix: 'change the name or the version',
              },
            ]
          : []),
      ];
    }),
  ];
}
