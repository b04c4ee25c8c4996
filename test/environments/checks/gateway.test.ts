import { checkCluster } from '../../../environments/checks';
import type { EnvironmentInput } from '../../../environments/schema/environment';
import { clusterOf } from '../cluster';
import { doors } from '../doors';

const { gateway, ...others } = doors.resources;

const pathsOf = (changes: Partial<EnvironmentInput>) => checkCluster(clusterOf({ ...doors, ...changes })).map(({ path }) => path);

test.each<[string, Partial<EnvironmentInput>, string[]]>([
  ['a gateway without HDFS', { apps: {}, mounts: {}, resources: { gateway } }, ['resources.nmnode-0']],
  ['memory that holds no heap', { resources: { ...others, gateway: { ...gateway, memory: '256Mi' } } }, ['resources.gateway.memory']],
  [
    'memory that holds no heap of HttpFS',
    { resources: { ...others, gateway: { ...gateway, httpFsMemory: '300Mi' } } },
    ['resources.gateway.httpFsMemory'],
  ],
  [
    'a host that the gateway may call besides',
    { settings: { 'gateway-site.gateway.dispatch.whitelist': '.*' } },
    ['settings["gateway-site.gateway.dispatch.whitelist"]'],
  ],
  [
    'a name that HttpFS believes',
    { settings: { 'httpfs-site.httpfs.proxyuser.mallory.hosts': '*' } },
    ['settings["httpfs-site.httpfs.proxyuser.mallory.hosts"]'],
  ],
  [
    'a mount past the fields',
    { settings: { 'core-site.fs.viewfs.mounttable.doors.link./x': 's3a://x/' } },
    ['settings["core-site.fs.viewfs.mounttable.doors.link./x"]'],
  ],
])('%s is told', (_, changes, paths) => {
  expect(pathsOf(changes)).toEqual(paths);
});
