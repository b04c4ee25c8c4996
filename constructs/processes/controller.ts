import { ports } from '../../environments/endpoints';
import type { Cluster, Resource } from '../../environments/resolve-cluster';
import { secretName, tlsSecret } from '../../environments/secrets';
import { secretDirectories } from '../../images/contract';
import { controller as image } from '../../images/controller/contract';
import type { ConfigFile } from '../config/config-file';
import { type Flow, type Permission, type Process, kubernetesApi } from '../workload/process';
import { storeFlows } from './app';

/** What differs with the rest of the cluster. */
export interface ControllerProcessProps {
  readonly resource: Resource;

  /** The cluster as data. */
  readonly plan: ConfigFile;

  /** Names of the Secrets that it makes. */
  readonly secrets: readonly string[];

  /** Names of the StatefulSets whose pods hold data. */
  readonly keepers: readonly string[];
}

/** Makes what others wait for, so it waits for nothing: its own Secrets are there once it has made them. */
export function controller(cluster: Cluster, { resource, plan, secrets, keepers }: ControllerProcessProps): Process {
  return {
    name: image.name,
    image: cluster.images.controller,
    args: image.commands.controller,
    ports: ports.controller,
    cpu: resource.cpu,
    cpuLimit: resource.cpuLimit,
    memory: resource.memory,
    ready: { path: image.readyPath, port: 'ctl-https', scheme: 'HTTPS' },
    live: { path: image.livePath, port: 'ctl-https', scheme: 'HTTPS' },
    config: { directory: image.configDirectory, files: [plan] },
    writableDirectories: image.writableDirectories,
    secrets: [
      { secret: tlsSecret(resource.name), directory: secretDirectories.tls, optional: true },
      { secret: 'users', directory: secretDirectories.users, optional: true },
      { secret: 'token-key', directory: image.tokenDirectory, optional: true },
    ],
    secretsByName: secretsToReadFrom(cluster, resource),
    connectsTo: flows(cluster),
    endpoints: [
      { endpoint: 'controller', port: 'ctl-https' },
      { endpoint: 'mgmtproxy', port: 'ctl-dashboard' },
    ],
    permissions: permissions(cluster, resource, secrets, keepers),
    principals: [{ service: 'HTTP', account: 'ctrl' }],
  };
}

/** Keytabs are fetched, packages stored, the dashboard leads to the notebooks; whether a NameNode may go is asked at the NameNodes. */
function flows(cluster: Cluster): Flow[] {
  const { appProxy, hdfs, kdc, notebooks } = cluster;
  return [
    kubernetesApi,
    ...(kdc ? [{ workload: kdc.name, ports: ['kdc-admin'] }] : []),
    ...(hdfs ? [{ workload: hdfs.nameNode.name, ports: ['nn-http'] }] : []),
    ...(appProxy ? storeFlows(cluster) : []),
    ...(notebooks ? [{ workload: notebooks.name, ports: ['nb-https'] }] : []),
  ];
}

/** Secrets that others are made of, wherever they come from. */
function secretsToReadFrom({ environment }: Cluster, { name }: Resource): string[] {
  // Where somebody else signs, the list of authorities is that of its own certificate.
  const signer = environment.certificates.from === 'controller' ? 'authority' : tlsSecret(name);
  return ['cluster-admin', 'users', 'keystore-password', signer];
}

/** No more than its work: names wherever the API knows names, and nothing outside of the namespace. */
function permissions(cluster: Cluster, resource: Resource, secrets: readonly string[], keepers: readonly string[]): Permission[] {
  const { appProxy, environment } = cluster;
  const given = secretsToReadFrom(cluster, resource)
    .map((id) => secretName(environment, id))
    .filter((name) => !secrets.includes(name));
  const watch = ['get', 'list', 'watch'];
  const manage = [...watch, 'create', 'update', 'patch', 'delete'];
  return [
    ...(secrets.length > 0 ? [{ apiGroup: '', resource: 'secrets', names: secrets, verbs: ['get', 'update'] }] : []),
    ...(given.length > 0 ? [{ apiGroup: '', resource: 'secrets', names: given, verbs: ['get'] }] : []),
    { apiGroup: '', resource: 'secrets', verbs: ['create'] },
    { apiGroup: 'coordination.k8s.io', resource: 'leases', names: [image.lease], verbs: ['get', 'update'] },
    // Pods of a StatefulSet that nobody else replaces are deleted one by one.
    { apiGroup: '', resource: 'pods', verbs: [...watch, 'delete'] },
    // Pods are told of changed Secrets by an annotation: through their status, by which nobody can change what runs in them.
    { apiGroup: '', resource: 'pods/status', verbs: ['patch'] },
    { apiGroup: 'apps', resource: 'statefulsets', verbs: watch },
    ...(keepers.length > 0 ? [{ apiGroup: 'apps', resource: 'statefulsets', names: keepers, verbs: ['patch'] }] : []),
    ...(appProxy
      ? [
          { apiGroup: 'apps', resource: 'deployments', verbs: manage },
          { apiGroup: '', resource: 'services', verbs: manage },
          { apiGroup: '', resource: 'configmaps', verbs: manage },
          { apiGroup: '', resource: 'serviceaccounts', verbs: manage },
          { apiGroup: 'networking.k8s.io', resource: 'networkpolicies', verbs: manage },
          { apiGroup: 'policy', resource: 'poddisruptionbudgets', verbs: manage },
        ]
      : [
          { apiGroup: 'apps', resource: 'deployments', verbs: watch },
          { apiGroup: '', resource: 'services', verbs: watch },
        ]),
  ];
}
