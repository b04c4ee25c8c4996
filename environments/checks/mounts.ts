import { type Problem, fieldPath, show } from '../problem';
import type { Cluster } from '../resolve-cluster';

/** A mounted store is a folder of some HDFS, can be reached as it says, and is in no other mount. */
export function checkMounts({ environment: { mounts }, hdfs }: Cluster): Problem[] {
  const names = Object.keys(mounts);
  return [
    ...(names.length > 0 && !hdfs
      ? [
          {
            path: 'mounts',
            given: show(names),
            allowed: 'none, or HDFS that their folders are in',
            fix: 'add nmnode-0 and storage-0, or remove the mounts',
          },
        ]
      : []),
    ...Object.entries(mounts).flatMap(([name, { remote, endpoint, credentials }], index) => {
      const scheme = remote.slice(0, remote.indexOf(':'));
      const path = (field: string) => fieldPath(['mounts', name, field]);
      const before = names.slice(0, index);
      const bucket = before.find((other) => sharesBucket(mounts[other]!, mounts[name]!));
      const double = before.find((other) => within(mounts[other]!.remote, remote) || within(remote, mounts[other]!.remote));
      return [
        ...(scheme !== 'hdfs' && credentials === undefined
          ? [
              {
                path: path('credentials'),
                given: show(undefined),
                allowed: `the name of a Secret with the key credentials.xml, which ${scheme} needs`,
                fix: 'make the Secret, and name it here',
              },
            ]
          : []),
        ...(endpoint !== undefined && scheme !== 's3a'
          ? [
              {
                path: path('endpoint'),
                given: show(endpoint),
                allowed: 'none: it is for s3a alone',
                fix: 'remove it: the address is in remote',
              },
            ]
          : []),
        ...(bucket !== undefined
          ? [
              {
                path: path('endpoint'),
                given: show(endpoint),
                allowed: `the endpoint of ${bucket}, which mounts the same bucket`,
                fix: 'give both mounts the same endpoint',
              },
            ]
          : []),
        ...(double !== undefined
          ? [
              {
                path: path('remote'),
                given: show(remote),
                allowed: `a folder that is neither in that of ${double} nor around it`,
                fix: `mount it once, or another folder than ${double}`,
              },
            ]
          : []),
      ];
    }),
  ];
}

interface Mount {
  readonly remote: string;
  readonly endpoint?: string;
}

/** Hadoop knows one endpoint of a bucket. */
function sharesBucket(one: Mount, other: Mount): boolean {
  const bucket = ({ remote }: Mount) => remote.split('/').slice(0, 3).join('/');
  return bucket(one) === bucket(other) && one.endpoint !== other.endpoint;
}

/** Whether `inner` is `outer`, or below it. */
function within(outer: string, inner: string): boolean {
  const folder = (remote: string) => `${remote.replace(/\/+$/, '')}/`;
  return folder(inner).startsWith(folder(outer));
}
