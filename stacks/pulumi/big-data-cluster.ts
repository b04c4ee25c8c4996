import * as pulumi from '@pulumi/pulumi';
import { endpointAddress, endpointsOf } from '../../constructs/workload/external-service';
import { secretsOf } from '../../constructs/workload/secrets';
import { ProblemsError, describe } from '../../environments/problem';
import type { EnvironmentInput } from '../../environments/schema/environment';
import type { Extension } from '../big-data-cluster';
import { isKept } from '../kept';
import { type RenderedCluster, renderCluster } from '../render-cluster';
import { groupsOf } from './groups';
import { KubernetesObject, type ObjectInputs, resourceName } from './kubernetes-object';
import { type SecretValues, checkSecretValues, secretObjects } from './secret-values';

/** Arguments of a {@link BigDataCluster}. */
export interface BigDataClusterArgs {
  /** What the cluster should be: a built-in environment, or one of your own. */
  readonly environment: EnvironmentInput;

  /**
   * Adds what is not part of the product, as the environment's `extend` does.
   *
   * @default - nothing is added
   */
  readonly extend?: Extension;

  /**
   * Values of Secrets, which are then made here.
   *
   * @default - they are made in the cluster, or come from where the environment says
   */
  readonly secrets?: SecretValues;

  /**
   * Refuses to delete, rename or replace what holds data: the namespace, and StatefulSets with volumes.
   *
   * @default true
   */
  readonly protect?: boolean;
}

/** Options of a {@link BigDataCluster}: which Kubernetes it is for has to be said. */
export type BigDataClusterOptions = Omit<pulumi.ComponentResourceOptions, 'provider' | 'providers'> & {
  readonly provider: pulumi.ProviderResource;
};

/** The objects of an environment as resources of Pulumi: the same ones that `bdc synth` writes, layer after layer. */
export class BigDataCluster extends pulumi.ComponentResource {
  /** Namespace of the cluster. */
  readonly namespace: pulumi.Output<string>;

  /** How callers outside reach the cluster, by the name of the endpoint. */
  readonly endpoints: pulumi.Output<Readonly<Record<string, string>>>;

  /** @throws ProblemsError before anything is registered */
  constructor(name: string, { environment, extend, secrets = {}, protect = true }: BigDataClusterArgs, options: BigDataClusterOptions) {
    const rendered = renderCluster(environment, extend);
    const problems = checkSecretValues(secretsOf(rendered.workloads), secrets);
    if (problems.length > 0) throw new ProblemsError(problems);

    super('bdc:index:BigDataCluster', name, {}, options);
    for (const warning of rendered.warnings) void pulumi.log.warn(describe(warning), this);

    const { cluster } = rendered;
    const layers = rendered.layers.map((layer) =>
      layer.name === 'foundation' ? { ...layer, manifests: [...layer.manifests, ...secretObjects(cluster, secrets)] } : layer,
    );
    const objects = new Map<string, KubernetesObject>();
    let before: KubernetesObject[] = [];
    for (const group of groupsOf(layers)) {
      before = group.map((manifest) => this.register(manifest, { dependsOn: before, protect, provider: options.provider }));
      group.forEach((manifest, index) => objects.set(resourceName(manifest), before[index]!));
    }

    this.namespace = pulumi.output(cluster.namespace);
    this.endpoints = pulumi.output(endpoints(rendered, objects));
    this.registerOutputs({ namespace: this.namespace, endpoints: this.endpoints });
  }

  private register(manifest: ObjectInputs, { protect, ...options }: pulumi.CustomResourceOptions): KubernetesObject {
    const holdsData = isKept(manifest) || Boolean(manifest.spec?.volumeClaimTemplates?.length);
    return new KubernetesObject(manifest, {
      ...options,
      parent: this,
      protect: protect && holdsData,
      // Volume claims go with the namespace. A StatefulSet may be deleted: its claims stay.
      retainOnDelete: isKept(manifest),
      ...(manifest.kind === 'Secret' && { additionalSecretOutputs: ['data'] }),
    });
  }
}

/** Addresses by endpoint; that of a load balancer is what the cloud gave it. */
function endpoints(
  { cluster, workloads }: RenderedCluster,
  objects: ReadonlyMap<string, KubernetesObject>,
): Record<string, pulumi.Input<string>> {
  return Object.fromEntries(
    workloads.flatMap(endpointsOf).map((endpoint): [string, pulumi.Input<string>] => {
      const { name, service, serviceType } = endpoint;
      if (serviceType !== 'LoadBalancer') return [name, endpointAddress(cluster, endpoint)];
      const { status } = objects.get(resourceName({ kind: 'Service', metadata: { name: service, namespace: cluster.namespace } }))!;
      return [
        name,
        status.apply((given) => {
          const [{ ip, hostname } = {}] = given?.loadBalancer?.ingress ?? [];
          return endpointAddress(cluster, endpoint, ip ?? hostname);
        }),
      ];
    }),
  );
}
