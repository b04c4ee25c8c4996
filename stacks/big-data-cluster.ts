import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { App as Application } from '../constructs/app';
import { AppProxy } from '../constructs/app-proxy';
import { Certificates } from '../constructs/certificates';
import { ComputePool } from '../constructs/compute-pool';
import { Controller, controllerProps } from '../constructs/controller';
import { Database } from '../constructs/database';
import { DataPool } from '../constructs/data-pool';
import { DataSafety, keepsData } from '../constructs/data-safety';
import { Discovery, EndpointDiscovery } from '../constructs/discovery';
import { ExternalSecrets } from '../constructs/external-secrets';
import { Foundation } from '../constructs/foundation';
import { Gateway } from '../constructs/gateway';
import { Kdc } from '../constructs/kdc';
import { Master } from '../constructs/master';
import { Mlflow } from '../constructs/mlflow';
import { NameNodes } from '../constructs/name-nodes';
import { Notebooks } from '../constructs/notebooks';
import { SparkHead } from '../constructs/spark-head';
import { SparkPool } from '../constructs/spark-pool';
import { StoragePool } from '../constructs/storage-pool';
import { ZooKeeper } from '../constructs/zoo-keeper';
import type { Manifest } from '../constructs/workload/manifest';
import { connections, connectionsByWorkload, networkPolicy } from '../constructs/workload/network-policy';
import { secretsOf } from '../constructs/workload/secrets';
import { Workload, type WorkloadSpec, addManifest, workloadSpec } from '../constructs/workload/workload';
import type { Problem } from '../environments/problem';
import type { Cluster } from '../environments/resolve-cluster';
import { poolTypeOf } from '../environments/schema/resources';
import { clusterPlan } from './cluster-plan';
import { type Layer, layers } from './layers';

/** Properties of a {@link BigDataCluster}. */
export interface BigDataClusterProps {
  readonly cluster: Cluster;

  /**
   * Adds what is not part of the product: workloads of one's own, in any layer.
   *
   * @default - nothing is added
   */
  readonly extend?: Extension;
}

/** Adds to the tree of a cluster. */
export type Extension = (bigDataCluster: BigDataCluster) => void;

/** Objects of one layer, in the order in which they were made. */
export interface RenderedLayer {
  readonly name: Layer;
  readonly manifests: readonly Manifest[];
}

/** The whole cluster as a tree: one chart per layer, one construct per pool and service. */
export class BigDataCluster extends Construct {
  readonly cluster: Cluster;

  /** What is wrong between the parts, such as a flow to a workload that is not there. */
  readonly problems: readonly Problem[];

  private readonly charts = new Map<Layer, Chart>();

  constructor(scope: Construct, id: string, { cluster, extend }: BigDataClusterProps) {
    super(scope, id);
    this.cluster = cluster;
    new Foundation(this.layer('foundation'), 'foundation', { cluster });
    this.addControl(cluster);
    this.addStorage(cluster);
    this.addSql(cluster);
    this.addSpark(cluster);
    this.addDoors(cluster);
    this.addMachineLearning(cluster);
    extend?.(this);

    this.addController(cluster);

    const { workloads } = this;
    const specs = workloads.map(({ spec }) => spec);
    const secrets = secretsOf(specs);
    const foundation = this.layer('foundation');
    new ExternalSecrets(foundation, 'secrets', { cluster, secrets });
    new Certificates(foundation, 'certificates', { cluster, workloads: specs, secrets });
    new DataSafety(foundation, 'data-safety', { cluster, workloads: specs });
    new EndpointDiscovery(foundation, 'endpoints', { cluster, workloads: specs });

    const declared = connections(specs);
    this.problems = declared.problems;
    const byWorkload = connectionsByWorkload(declared.connections);
    for (const workload of workloads) addManifest(workload, networkPolicy(workload.spec, byWorkload.get(workload.spec.name) ?? []));
  }

  /** The chart of a layer. */
  readonly layer = (name: Layer): Chart => {
    const chart = this.charts.get(name) ?? new Chart(this, name, { disableResourceNameHashes: true });
    this.charts.set(name, chart);
    return chart;
  };

  private addControl(cluster: Cluster): void {
    const { database, kdc, realm } = cluster;
    if (database) new Database(this.layer('control'), 'databases', { cluster, resource: database });
    if (kdc && realm?.kind === 'internal') new Kdc(this.layer('control'), 'key-distribution-centre', { cluster, realm, resource: kdc });
  }

  private addStorage(cluster: Cluster): void {
    const { hdfs, zooKeeper } = cluster;
    if (zooKeeper) new ZooKeeper(this.layer('storage'), 'quorum', { cluster, resource: zooKeeper });
    if (!hdfs) return;
    new Discovery(this.layer('storage'), 'discovery', { cluster, hdfs });
    new NameNodes(this.layer('storage'), 'name-nodes', { cluster, hdfs });
    for (const pool of hdfs.storagePools) new StoragePool(this.layer('storage'), `${pool.name}-pool`, { cluster, hdfs, pool });
  }

  private addSql(cluster: Cluster): void {
    const { sql } = cluster;
    if (!sql) return;
    const layer = this.layer('sql');
    new Master(layer, 'master-replicas', { cluster, sql });
    for (const pool of sql.computePools) new ComputePool(layer, `${pool.name}-pool`, { cluster, sql, pool });
    for (const pool of sql.dataPools) new DataPool(layer, `${pool.name}-pool`, { cluster, sql, pool });
  }

  private addSpark(cluster: Cluster): void {
    const { hdfs, spark } = cluster;
    if (!hdfs || !spark) return;
    new SparkHead(this.layer('spark'), 'head', { cluster, hdfs, spark });
    const sparkPools = spark.nodeManagerPools.filter(({ name }) => poolTypeOf(name) === 'Spark');
    for (const pool of sparkPools) new SparkPool(this.layer('spark'), `${pool.name}-pool`, { cluster, hdfs, spark, pool });
  }

  private addMachineLearning(cluster: Cluster): void {
    const { gateway, mlflow, notebooks } = cluster;
    if (mlflow) new Mlflow(this.layer('ml'), 'tracking', { cluster, resource: mlflow });
    if (notebooks && gateway) new Notebooks(this.layer('ml'), 'notebook-servers', { cluster, resource: notebooks, gateway });
  }

  private addDoors(cluster: Cluster): void {
    const { appProxy, environment, gateway, hdfs } = cluster;
    if (hdfs && gateway) new Gateway(this.layer('edge'), 'door', { cluster, hdfs, resource: gateway });
    if (!appProxy) return;
    new AppProxy(this.layer('control'), 'app-door', { cluster, resource: appProxy });
    for (const [name, app] of Object.entries(environment.apps)) new Application(this.layer('ml'), name, { cluster, name, app });
  }

  /** A fold over all other workloads, so it comes after them; its own Secrets and door are in its plan too. */
  private addController(cluster: Cluster): void {
    const { controller: resource } = cluster;
    if (!resource) return;
    const others = this.workloads.map(({ spec }) => spec);
    const keepers = others.filter(keepsData).map(({ name }) => name);
    const propsFor = (workloads: readonly WorkloadSpec[]) => ({
      cluster,
      resource,
      keepers,
      plan: clusterPlan(cluster, workloads),
      secrets: secretsOf(workloads).flatMap(({ name, source }) => (source.from === 'generated' ? name : [])),
    });
    // What it adds to its plan does not follow from what stands in that.
    const itself = workloadSpec(resource.name, controllerProps(propsFor([])));
    new Controller(this.layer('control'), 'control', propsFor([...others, itself]));
  }

  /** All workloads, the added ones included. */
  get workloads(): Workload[] {
    return this.node.findAll().filter((construct) => construct instanceof Workload);
  }

  /** All objects, layer by layer; layers without objects are left out. */
  render(): RenderedLayer[] {
    return layers.flatMap((name) => {
      const manifests = (this.charts.get(name)?.node.findAll() ?? [])
        .filter((construct) => ApiObject.isApiObject(construct))
        .map((object) => object.toJson() as Manifest);
      return manifests.length > 0 ? { name, manifests } : [];
    });
  }
}

/** The tree of `cluster` in an app of its own. */
export function bigDataCluster(cluster: Cluster, extend?: Extension): BigDataCluster {
  return new BigDataCluster(new App(), cluster.name, { cluster, extend });
}
