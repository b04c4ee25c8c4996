import type { ConfigFile } from '../constructs/config/config-file';
import { endpointList } from '../constructs/config/endpoint-list';
import { decommissionedAnnotation, keepsData } from '../constructs/data-safety';
import { certificateNames } from '../constructs/workload/certificate';
import { podNames, serviceHost } from '../environments/host-names';
import { secretsOf } from '../constructs/workload/secrets';
import type { WorkloadSpec } from '../constructs/workload/workload';
import { isCertificate } from '../environments/secrets';
import type { Cluster } from '../environments/resolve-cluster';
import { controller } from '../images/controller/contract';

/**
 * What the controller makes, watches and tells: the cluster of `workloads` as data, without anything secret.
 *
 * A fold over all workloads, like their NetworkPolicies; those that somebody added are among them.
 */
export function clusterPlan(cluster: Cluster, workloads: readonly WorkloadSpec[]): ConfigFile {
  const { environment, name, namespace, platform, realm } = cluster;
  const all = secretsOf(workloads);
  const generated = all.filter(({ source }) => source.from === 'generated');
  const readByName = new Set(workloads.flatMap(({ processes }) => processes.flatMap(({ secretsByName = [] }) => secretsByName)));
  const byName = new Map(workloads.map((workload) => [workload.name, workload]));
  const plan = {
    name,
    namespace,
    clusterDomain: platform.clusterDomain,
    security: environment.security,
    realm,
    secrets: all
      .filter((secret) => (generated.includes(secret) ? !isCertificate(secret.id) : readByName.has(secret.id)))
      .map((secret) => ({
        id: secret.id,
        name: secret.name,
        keys: secret.keys,
        content: secret.content,
        generated: generated.includes(secret),
      })),
    certificates: generated
      .filter(({ id }) => isCertificate(id))
      .map(({ name: secret, keys, readers }) => ({
        secret,
        keys,
        dnsNames: certificateNames(byName.get(readers[0]!)!),
      })),
    principals: realm ? workloads.flatMap(principals) : [],
    endpoints: endpointList(workloads),
    services: services(workloads),
    workloads: workloads.map(({ name: workload, application, kind, processes, replicas, updateStrategy, ...spec }) => ({
      name: workload,
      application,
      kind,
      replicas,
      processes: processes.map((process) => process.name),
      rolledByController: kind === 'StatefulSet' && updateStrategy === 'OnDelete',
      keepsData: keepsData({ kind, updateStrategy, ...spec } as WorkloadSpec),
    })),
    decommissionedAnnotation,
    apps: Object.entries(environment.apps).map(([app, { version, runtime, replicas }]) => ({ name: app, version, runtime, replicas })),
  };
  return { name: controller.configFile, content: `${JSON.stringify(plan, null, 2)}\n`, reloaded: true };
}

/** Services as SQL Server Big Data Clusters reported their health: each by the workloads that it is made of. */
function services(workloads: readonly WorkloadSpec[]) {
  const applications: Readonly<Record<string, readonly string[]>> = {
    sql: ['sql-server'],
    hdfs: ['hdfs', 'zookeeper'],
    spark: ['spark'],
    gateway: ['gateway'],
    control: ['controller', 'kdc', 'database'],
    app: ['appproxy', 'app'],
  };
  const others = workloads.filter(({ application }) => !Object.values(applications).flat().includes(application));
  return [
    ...Object.entries(applications).map(([service, members]) => ({
      name: service,
      resources: workloads.filter(({ application }) => members.includes(application)).map(({ name }) => name),
    })),
    ...others.map(({ name }) => ({ name, resources: [name] })),
  ].filter(({ resources }) => resources.length > 0);
}

/** Identities of each process, with the host names that they are for. */
function principals({ cluster, kind, name, processes, replicas }: WorkloadSpec) {
  const host = serviceHost(cluster, name);
  return processes.flatMap((process) =>
    (process.principals ?? []).map(({ service, account, perPod = false }) => ({
      workload: name,
      process: process.name,
      service,
      account,
      hosts: perPod && kind === 'StatefulSet' ? podNames(name, replicas).map((pod) => `${pod}.${host}`) : [host],
    })),
  );
}
