export { appManifests } from './constructs/app';
export { Workload, type WorkloadProps } from './constructs/workload/workload';
export {
  type CommandProbe,
  type Flow,
  type HttpProbe,
  type Permission,
  type Probe,
  type Process,
  type ProcessEndpoint,
  type SecretUse,
  type TcpProbe,
  kubernetesApi,
} from './constructs/workload/process';
export { type ConfigFile } from './constructs/config/config-file';
export { type Manifest } from './constructs/workload/manifest';
export { type Problem, ProblemsError } from './environments/problem';
export { type Cluster, type Volume, resolveCluster } from './environments/resolve-cluster';
export { type Platform } from './environments/platforms/platform';
export { vanilla } from './environments/platforms/vanilla';
export { type Environment, type EnvironmentInput } from './environments/schema/environment';
export { parseEnvironment } from './environments/schema/parse';
export { type Image } from './images/catalogue';
export { BigDataCluster, type BigDataClusterProps, type Extension, type RenderedLayer } from './stacks/big-data-cluster';
export { writeEnvironment } from './stacks/gitops/write-environment';
export { type Layer, layers } from './stacks/layers';
export { type EndpointPlan, type Plan, type WorkloadPlan, planOf } from './stacks/plan';
export { type RenderedCluster, renderCluster } from './stacks/render-cluster';
